import { bug } from '../bug.ts'

/** An injected MAIL leaves its mark, without any reply. */
export const remembersInjectedTransaction = bug({
  name: 'remembers-injected-transaction',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      injected?: string
      override async plaintext(early: Buffer) {
        this.injected = /MAIL FROM:<([^>]*)>/i.exec(early.toString())?.[1]
        return {}
      }
      override forget() {
        super.forget()
        if (this.injected !== undefined) this.transaction = { from: this.injected, to: [] }
      }
    },
})
