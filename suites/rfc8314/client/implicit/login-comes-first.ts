import { clientCheck } from '../../../visit/client-check.ts'
import { actionsAmong, loginsAmong } from '../../../visit/commands.ts'
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
        const [first] = actionsAmong(inside, language)
        expect(!first || loginsAmong([first], language).length > 0, `the client sends ${first?.verb} before a login`)
      }
    }
  },
})
