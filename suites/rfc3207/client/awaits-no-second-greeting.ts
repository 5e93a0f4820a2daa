import { clientCheck } from '../../visit/client-check.ts'
import { doingsOf } from '../../visit/doings.ts'
import type { Patches } from '../../visit/scene.ts'
import { whileWithheld } from '../../visit/withhold.ts'

export const awaitsNoSecondGreeting = clientCheck({
  id: 'rfc3207/client/awaits-no-second-greeting',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  orIfPossible: true,
  decides: ['rfc3207-4.2-lc1'],
  purpose: 'the client goes on inside TLS without a second greeting',
  withoutControl: true,
  async run({ meets, ordinary, expect, inconclusive, seen }) {
    let greeted = false
    const visit = await meets({ patches: greetingTheSilent(() => (greeted = true)) })
    const { inside } = visit
    if (inside.length === 0) inconclusive('control-failed', `the client sends nothing inside TLS: ${doingsOf(visit)}`)
    // some take their time there: who waits for a greeting says nothing to a server that sends none
    const control = await ordinary()
    const ungreeted = control.inside.filter(({ verb }) => verb !== 'QUIT')
    if (greeted && !control.sessions.some(({ tls }) => tls)) {
      inconclusive('control-failed', `no TLS with a conforming server: ${doingsOf(control)}`)
    }
    expect(
      !greeted || ungreeted.length > 0,
      `inside TLS it sends nothing until it is greeted again, and ${inside[0]?.verb} then`,
    )
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
          if ((await whileWithheld(this.peer, heard)) === undefined) {
            greeted()
            this.say(this.greeting())
          }
          this.peer.unread(await heard)
          return true
        }
      },
  }
}
