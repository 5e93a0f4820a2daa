import { clientCheck } from '../../visit/client-check.ts'
import type { Patches } from '../../visit/scene.ts'
import { withholdMs } from '../../visit/withhold.ts'

export const awaitsNoSecondGreeting = clientCheck({
  id: 'rfc3207/client/awaits-no-second-greeting',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  decides: ['rfc3207-4.2-lc1'],
  purpose: 'the client goes on inside TLS without a second greeting',
  withoutControl: true,
  async run({ meets, ordinary, expect, inconclusive, seen }) {
    let greeted = false
    const { inside } = await meets({ patches: greetingTheSilent(() => (greeted = true)) })
    if (inside.length === 0) inconclusive('control-failed', 'the client sends nothing inside TLS')
    // some take their time there: who waits for a greeting never gets through to a server that sends none
    const waits = greeted && !(await ordinary()).worked
    expect(!waits, `inside TLS it sends nothing until it is greeted again, and ${inside[0]?.verb} then`)
    seen('goes on')
  },
})

/** Sends a greeting inside TLS to whoever has sent nothing there. */
function greetingTheSilent(greeted: () => void): Patches {
  return {
    smtp: (Base) =>
      class extends Base {
        override async startTls(goAhead: string) {
          if (!(await super.startTls(goAhead))) return false
          const heard = this.peer.bytes()
          const silent = await Promise.race([heard.then(() => false), this.peer.pause(withholdMs).then(() => true)])
          if (silent) {
            greeted()
            this.say(this.greeting())
          }
          this.peer.unread(await heard)
          return true
        }
      },
  }
}
