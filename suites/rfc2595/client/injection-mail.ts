import { unaskedMail } from '../../injection/clients/deceits.ts'
import { deceive } from '../../injection/clients/deceive.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const injectionMail = clientCheck({
  id: 'rfc2595/client/injection-mail',
  roles: ['mua'],
  languages: ['imap'],
  orIfPossible: true,
  decides: ['imp-rfc2595-3.1-3'],
  purpose: 'mail that is announced in plaintext behind the go-ahead is not fetched inside TLS',
  async run(encounter) {
    await deceive(encounter, unaskedMail)
  },
})
