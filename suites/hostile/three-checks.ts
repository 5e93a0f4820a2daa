import { type Protocol, protocols } from '../../harness/subject.ts'

const ofSmtp = [
  'rfc3207/server/no-second-greeting',
  'rfc3207/server/starttls-works',
  'rfc3207/server/injection-same-segment',
]
const ofAccess = [
  'rfc2595/server/first-words-inside-tls',
  'rfc8314/server/starttls-works',
  'rfc2595/server/injection-same-segment',
]
const ofImplicitTls = ['rfc8314/server/tls-first', 'rfc8314/server/stays-inside-tls']

/** The ids of the checks of the greeting, the upgrade and one injection; behind implicit TLS nothing can be injected. */
export function threeChecks(protocol: Protocol): readonly string[] {
  const { language, implicitTls } = protocols[protocol]
  if (implicitTls)
    return language === 'imap' ? [...ofImplicitTls, 'rfc2595/server/starttls-on-implicit-tls'] : ofImplicitTls
  return language === 'smtp' ? ofSmtp : ofAccess
}
