import { answering, serverHelloWithoutExtensions } from '../answering.ts'
import { bugFamily, starttlsPorts } from '../family.ts'

/** RFC 8996, section 5: no TLS 1.1, and an alert for who offers it. */
export const takesTls11 = bugFamily({
  name: 'takes-tls-1-1',
  endpoints: starttlsPorts,
  violates: ['imp-rfc8996-5-1', 'imp-rfc8996-5-5'],
  patch: answering(({ version }) => version === 0x0302 && serverHelloWithoutExtensions(version, 0xc009)),
})
