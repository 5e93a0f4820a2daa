import { variant } from '../../bugs/bug.ts'

/** Untagged responses may come at any time (RFC 9051, section 7). */
export const stillHere = variant({
  name: 'still-here',
  endpoint: 'imap',
  setUps: ['default', 'cleartext-auth'],
  patch: (Base) =>
    class extends Base {
      override say(text: string) {
        super.say(/^[*+]/.test(text) ? text : `* OK Still here\n${text}`)
      }
    },
})

/** Tells its capabilities as soon as TLS runs (RFC 9051, section 7.2.2 lets it). */
export const listsUnaskedInsideTls = variant({
  name: 'lists-unasked-inside-tls',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      override async startTls(goAhead: string) {
        const goesOn = await super.startTls(goAhead)
        if (goesOn && this.tls) this.say(`* CAPABILITY ${this.capabilities().join(' ')}`)
        return goesOn
      }
    },
})

/** And as soon as somebody has logged in (RFC 9051, section 7.1). */
export const listsUnaskedAtLogin = variant({
  name: 'lists-unasked-at-login',
  endpoint: 'imap',
  setUps: ['default', 'cleartext-auth'],
  patch: (Base) =>
    class extends Base {
      override loggedIn(tag: string, user: string | undefined) {
        const list = `CAPABILITY ${this.capabilities().join(' ')}`
        const answer = super.loggedIn(tag, user) as string
        return user === undefined ? answer : `* ${list}\n${answer.replace(' OK ', ` OK [${list}] `)}`
      }
    },
})

/** The greeting need not list them. */
export const greetsInShort = variant({
  name: 'greets-in-short',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      override greeting() {
        return '* OK Ready'
      }
    },
})

/** Atoms are the same in any case (RFC 9051, section 9). */
export const lowerCaseOnImap = variant({
  name: 'lower-case-on-imap',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      override capabilities() {
        return super.capabilities().map((word) => word.toLowerCase())
      }
      override say(text: string) {
        const words = / (OK|NO|BAD|BYE|CAPABILITY)(?= )/g
        super.say(text.replaceAll(words, (word) => word.toLowerCase()))
      }
    },
})
