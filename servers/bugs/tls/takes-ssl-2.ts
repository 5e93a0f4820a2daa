import { answering } from '../answering.ts'
import { bugFamily, implicitTlsPorts } from '../family.ts'

/** A SERVER-HELLO of SSLv2 with no certificate and RC4. */
const sslv2ServerHello = Buffer.from('800e040000000200000003000001008000', 'hex')

/** RFC 6186, section 6: SSL 2.0 is not to be used. */
export const takesSsl2 = bugFamily({
  name: 'takes-ssl-2',
  endpoints: implicitTlsPorts,
  violates: ['imp-rfc6186-6-7'],
  patch: answering(({ bytes }) => bytes[0]! >= 0x80 && sslv2ServerHello),
})
