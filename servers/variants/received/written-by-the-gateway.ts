import { variant } from '../../bugs/bug.ts'

/** A proxy in front of the server that stores the mail writes no field: the only one there is about another connection. */
export const writtenByTheGateway = variant({
  name: 'written-by-the-gateway',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override received() {
        return 'Received: from a.example by b.example with LMTP id 1; Thu, 1 Jan 2026 00:00:00 +0000'
      }
    },
})
