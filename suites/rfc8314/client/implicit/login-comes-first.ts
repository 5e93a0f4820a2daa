import { clientCheck } from '../../../visit/client-check.ts'
import type { Language } from '../../../../harness/subject.ts'
import { loginsAmong } from '../../../visit/commands.ts'
import { askedForCertificate } from './asked-for-certificate.ts'

export const loginComesFirst = clientCheck({
  id: 'rfc8314/client/login-comes-first',
  roles: ['mua'],
  ports: 'implicit-tls',
  languages: ['imap', 'pop3'],
  decides: { pop3s: ['rfc8314-3.1-2'], imaps: ['rfc8314-3.2-lc3'] },
  purpose: 'behind a greeting with OK the client logs in before all else, whether or not it has shown a certificate',
  async run(encounter) {
    const { ordinary, meets, language, expect } = encounter
    const visits = await Promise.all([ordinary(), askedForCertificate(encounter).then(meets)])
    for (const { sessions } of visits) {
      for (const { inside } of sessions) {
        const login = inside.indexOf(loginsAmong(inside, language)[0]!)
        const before = inside.slice(0, login < 0 ? inside.length : login)
        const early = before.find(({ verb }) => behindLogin[language]?.includes(verb))
        expect(!early, `the client sends ${early?.verb} before a login`)
      }
    }
  },
})

/** What belongs to the states behind a login (RFC 1939, section 5; RFC 9051, sections 6.3 and 6.4); LANG and LANGUAGE do not. */
const behindLogin: Partial<Record<Language, readonly string[]>> = {
  imap: words(`SELECT EXAMINE CREATE DELETE RENAME SUBSCRIBE UNSUBSCRIBE LIST LSUB STATUS APPEND NAMESPACE ENABLE IDLE
    CLOSE UNSELECT EXPUNGE SEARCH FETCH STORE COPY MOVE UID`),
  pop3: words('STAT LIST RETR DELE TOP UIDL'),
}

function words(text: string): string[] {
  return text.split(/\s+/)
}
