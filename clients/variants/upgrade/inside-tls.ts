import { inGroups } from '../../bugs/in-groups.ts'
import { clientVariant, clientVariantFamily } from '../../bugs/bug.ts'

/** No RFC wants a goodbye there but RFC 3207. */
export const closesOnABadCertificate = clientVariantFamily({
  name: 'closes-on-a-bad-certificate',
  places: ['imap', 'pop3'],
  patch: (Base) =>
    class extends Base {
      override async leave() {
        if (this.problem !== undefined) this.mayQuit = false
        await super.leave()
      }
    },
})

/** RFC 2595, section 3.1 does not say that CAPABILITY comes first. */
export const beginsWithNoopOnImap = clientVariant({
  name: 'begins-with-noop-inside-tls-on-imap',
  place: 'imap',
  patch: (Base) =>
    class extends Base {
      override async discoverAgain() {
        await this.dialogue.command('NOOP')
        await super.discoverAgain()
      }
    },
})

/** RFC 2595, section 4 has clients drop what CAPA told; whether they ask again is up to them. */
export const asksCapaOnce = clientVariant({
  name: 'asks-capa-once',
  place: 'pop3',
  patch: (Base) =>
    class extends Base {
      override async discoverAgain() {}
      override mechanism() {
        return super.mechanism() ?? 'PLAIN'
      }
    },
})

/** RFC 3207, section 6: EXTERNAL may be used, and need not. */
export const prefersPlain = clientVariant({
  name: 'prefers-plain',
  place: 'submission',
  patch: (Base) =>
    class extends Base {
      override mechanism() {
        return 'PLAIN' as const
      }
    },
})

/** There is nothing to take back (RFC 1939, section 5), and nothing is asked for. */
export const resetsBeforeItLeavesOnPop3 = clientVariant({
  name: 'sends-rset-before-it-leaves-on-pop3',
  place: 'pop3',
  patch: (Base) =>
    class extends Base {
      override async leave() {
        if (this.mayQuit && !this.peer.end) this.dialogue.send('RSET\r\n')
        await super.leave()
      }
    },
})

/** A language may be asked for before a login, too (RFC 5255, section 3.1; RFC 6856, section 3.2). */
export const asksForALanguage = (
  [
    ['imaps', 'LANGUAGE de'],
    ['pop3s', 'LANG de'],
  ] as const
).map(([place, command]) =>
  clientVariant({
    name: `asks-for-a-language-on-${place}`,
    place,
    patch: (Base) =>
      class extends Base {
        override async logIn() {
          await this.dialogue.command(command)
          await super.logIn()
        }
      },
  }),
)

/** RFC 2920: commands may be sent in groups, as far as the list inside TLS says so. */
export const sendsInGroups = clientVariantFamily({
  name: 'sends-in-groups',
  places: ['smtp', 'submission', 'submissions'],
  patch: { smtp: inGroups },
})
