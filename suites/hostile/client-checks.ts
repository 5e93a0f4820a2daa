import type { HostileClient } from '../../clients/hostile/hostile-client.ts'
import type { Language } from '../../harness/subject.ts'

/** Of every client: what it says first, and whether it logs in. */
const first = [
  'rfc8314/client/tls-comes-first',
  'rfc8314/client/no-password-before-tls',
  'rfc8314/client/plain-mechanism',
]

const upgrade = {
  smtp: 'rfc3207/client/clienthello-behind-220',
  imap: 'rfc2595/client/nothing-behind-starttls',
  pop3: 'rfc2595/client/nothing-behind-starttls',
} as const

/** The ids of the checks of a client's first words, of the upgrade, of one injection, and of what it has of its own, in a language. */
export function clientChecksOf({ meets = [] }: HostileClient, language: Language): readonly string[] {
  const suite = language === 'smtp' ? 'rfc3207' : 'rfc2595'
  return [...first, upgrade[language], `${suite}/client/injection-whole-reply`, ...meets]
}
