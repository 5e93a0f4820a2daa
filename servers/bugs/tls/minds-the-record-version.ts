import { alert, answering } from '../answering.ts'
import { bugFamily, implicitTlsPorts } from '../family.ts'

/** RFC 8996, section 5: any record version, SSL 3.0 included. */
export const mindsTheRecordVersion = bugFamily({
  name: 'minds-the-record-version',
  endpoints: implicitTlsPorts,
  violates: ['imp-rfc8996-5-6'],
  patch: answering(({ recordVersion }) => recordVersion === 0x0300 && alert(70)),
})
