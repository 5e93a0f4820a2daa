import { account } from '../../../servers/account.ts'
import { clientCheck } from '../../visit/client-check.ts'
import { listed, loginsAmong } from '../../visit/commands.ts'
import { doingsOf } from '../../visit/doings.ts'
import { formsOf } from '../../visit/secrets.ts'

export const noPasswordBeforeTls = clientCheck({
  id: 'rfc8314/client/no-password-before-tls',
  roles: ['mua'],
  decides: {
    submission: ['imp-rfc4954-9-4'],
    imap: ['imp-rfc2595-2.3-1'],
    pop3: ['imp-rfc2595-2.3-1'],
  },
  purpose: 'where TLS is required, no password is sent before it, though the server would take it',
  withoutControl: true,
  async run({ meets, language, expect, inconclusive }) {
    const visit = await meets({ settings: { authBeforeTls: true } })
    const { sessions, cleartext, worked } = visit
    const logins = loginsAmong(cleartext, language)
    expect(logins.length === 0, `it logs in before TLS: ${listed(logins)}`)
    for (const { sentInCleartext, besideTls } of sessions) {
      const forms = formsOf(account.password, Buffer.concat([sentInCleartext, Buffer.from(besideTls, 'latin1')]))
      expect(forms.length === 0, `the password is sent in cleartext: ${forms.join(', ')}`)
    }
    if (!worked) inconclusive('control-failed', `the client does not log in at all: ${doingsOf(visit)}`)
  },
})
