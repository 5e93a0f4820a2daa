import type { Answer } from '../../reference/line-server.ts'
import { bugFamily, implicitTlsPorts } from '../family.ts'

/** RFC 8314, section 3.4: close alerts come before the end of TCP. */
export const closesWithoutAlert = bugFamily({
  name: 'closes-without-alert',
  endpoints: implicitTlsPorts,
  violates: ['rfc8314-3.4-1'],
  patch: (Base) =>
    class extends Base {
      override async respond(answer: Answer) {
        const goesOn = await super.respond(answer)
        if (!goesOn) await this.peer.endTcp()
        return goesOn
      }
    },
})
