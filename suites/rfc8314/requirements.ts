import { clients } from './requirements-clients.ts'
import { confidentiality } from './requirements-confidentiality.ts'
import { implicitTls } from './requirements-implicit-tls.ts'
import { records } from './requirements-records.ts'
import { servers } from './requirements-servers.ts'

export const rfc8314 = { ...implicitTls, ...servers, ...records, ...clients, ...confidentiality }
