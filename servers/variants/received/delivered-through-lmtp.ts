import { variant } from '../../bugs/bug.ts'

/** What a message passes through after the submission server writes its own field on top. */
export const deliveredThroughLmtp = variant({
  name: 'delivered-through-lmtp',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override received() {
        return `Received: from here by there with LMTP id 1; Thu, 1 Jan 2026 00:00:00 +0000\r\n${super.received()}`
      }
    },
})
