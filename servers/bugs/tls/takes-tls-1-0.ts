import { answering, serverHelloWithoutExtensions } from '../answering.ts'
import { bugFamily, implicitTlsPorts } from '../family.ts'

/** RFC 8996, section 4: no TLS 1.0. */
export const takesTls10 = bugFamily({
  name: 'takes-tls-1-0',
  endpoints: implicitTlsPorts,
  violates: ['imp-rfc8996-4-1'],
  patch: answering(({ version }) => version === 0x0301 && serverHelloWithoutExtensions(version, 0xc009)),
})
