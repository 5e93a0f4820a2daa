import { type Protocol, protocols } from '../../harness/subject.ts'
import type { CatalogueServer } from '../catalogue-server.ts'
import { offered } from './settings.ts'
import { startReference } from './start.ts'

export const reference: CatalogueServer = {
  name: 'reference',
  description: 'the embedded reference server, conforming in every set-up',
  runs: 'embedded',
  offers: Object.fromEntries(Object.keys(protocols).map((protocol) => [protocol, offered(protocol as Protocol)])),
  start: () => startReference(),
}
