import type { Patches } from '../../visit/scene.ts'

/** Refers to another server, in the greeting (RFC 2221) and where STARTTLS is refused. */
export function referringTo(server: string): Patches {
  const referral = `[REFERRAL imap://;AUTH=*@${server}/]`
  return {
    imap: (Base) =>
      class extends Base {
        override greeting() {
          return `* OK ${referral} Try elsewhere`
        }
        override starttls(tag: string) {
          return `${tag} NO ${referral} Try elsewhere`
        }
      },
  }
}
