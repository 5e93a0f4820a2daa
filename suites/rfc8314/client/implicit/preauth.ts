import { clientCheck } from '../../../visit/client-check.ts'
import { actionsAmong, listed, loginsAmong } from '../../../visit/commands.ts'
import { together } from '../../../visit/together.ts'
import { preauthenticated } from '../../../rfc2595/client/greetings.ts'
import { askedForCertificate } from './asked-for-certificate.ts'

export const preauthInsideTls = clientCheck({
  id: 'rfc8314/client/preauth-inside-tls',
  roles: ['mua'],
  ports: 'implicit-tls',
  languages: ['imap'],
  decides: ['rfc8314-3.2-2'],
  purpose: 'behind a greeting with PREAUTH inside TLS the client does not log in',
  async run(encounter) {
    const { meets, language, expect, seen } = encounter
    const { patches, ...asked } = await askedForCertificate(encounter)
    const { inside } = await meets({ ...asked, patches: together(patches!, preauthenticated(false)) })
    const logins = loginsAmong(inside, language)
    expect(logins.length === 0, `the client is logged in by PREAUTH, and sends ${listed(logins)}`)
    seen(actionsAmong(inside, language).length > 0 ? 'goes on' : 'ends the session')
  },
})
