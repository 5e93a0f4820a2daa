import { wholeReplies } from '../../injection/clients/deceits.ts'
import { deceive } from '../../injection/clients/deceive.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const injectionWholeReplyOfMailbox = clientCheck({
  id: 'rfc2595/client/injection-whole-reply',
  roles: ['mua'],
  languages: ['imap', 'pop3'],
  orIfPossible: true,
  decides: { imap: ['imp-rfc2595-3.1-3'], pop3: ['imp-rfc2595-4-5'] },
  purpose: 'a whole reply in plaintext behind the go-ahead is not taken for one inside TLS',
  async run(encounter) {
    await deceive(encounter, wholeReplies[encounter.language])
  },
})
