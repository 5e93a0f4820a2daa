import type { Patches } from '../../visit/scene.ts'

/**
 * Servers that refer to another one: in the greeting and where STARTTLS is refused, with BYE in the place of a greeting
 * (RFC 2221, section 4.2), and inside TLS where a login is refused.
 */
export function referringTo(server: string): readonly Patches[] {
  const referral = `[REFERRAL imap://;AUTH=*@${server}/] Try elsewhere`
  return [
    {
      imap: (Base) =>
        class extends Base {
          override greeting() {
            return `* OK ${referral}`
          }
          override starttls(tag: string) {
            return `${tag} NO ${referral}`
          }
        },
    },
    {
      imap: (Base) =>
        class extends Base {
          override async serve() {
            this.say(`* BYE ${referral}`)
            this.peer.close()
          }
        },
    },
    {
      imap: (Base) =>
        class extends Base {
          override async answer(line: string) {
            const [, tag] = /^(\S+) (?:LOGIN|AUTHENTICATE)\b/i.exec(line) ?? []
            return this.tls && tag !== undefined ? `${tag} NO ${referral}` : await super.answer(line)
          }
        },
    },
  ]
}
