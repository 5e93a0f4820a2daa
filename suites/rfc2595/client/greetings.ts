import type { CommonPatch } from '../../../servers/bugs/family.ts'
import { withoutCapabilities } from '../../shortfall/patches.ts'
import type { Patches } from '../../visit/scene.ts'
import { together } from '../../visit/together.ts'

/** Greets with these words. */
export function greeting(words: string): CommonPatch {
  return (Base) =>
    class extends Base {
      override greeting() {
        return words
      }
    }
}

/** A server from before IMAP4, or what an attacker makes of one. */
export const imap2 = together(withoutCapabilities, greeting('* OK IMAP2 Server Ready'))

/** Greets as RFC 1939, section 7 has it where APOP is possible. */
export const apopBait = greeting('+OK POP3 server ready <1896.697170952@mail.example.org>')

/** Greets everybody as somebody who is logged in, with STARTTLS and mechanisms listed or not (RFC 9051, section 7.1.4). */
export function preauthenticated(listing: boolean): Patches {
  return {
    imap: (Base) =>
      class extends Base {
        override greeting(): string {
          this.user = this.settings.account.user
          this.state = 'authenticated'
          return `* PREAUTH [CAPABILITY ${this.capabilities().join(' ')}] logged in`
        }
        override offersStartTls() {
          return listing && !this.tls
        }
        override listedMechanisms() {
          return listing ? super.listedMechanisms() : []
        }
      },
  }
}
