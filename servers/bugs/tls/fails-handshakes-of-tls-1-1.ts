import { alert, answering } from '../answering.ts'
import { bugFamily, implicitTlsPorts } from '../family.ts'

/** RFC 8996, section 5: the alert is protocol_version, and this one is handshake_failure. */
export const failsHandshakesOfTls11 = bugFamily({
  name: 'fails-handshakes-of-tls-1-1',
  endpoints: implicitTlsPorts,
  violates: ['imp-rfc8996-5-5'],
  patch: answering(({ version }) => version === 0x0302 && alert(40)),
})
