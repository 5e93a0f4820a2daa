import { partialReplies } from '../../injection/clients/deceits.ts'
import { deceive } from '../../injection/clients/deceive.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const injectionPartialReplyOfMailbox = clientCheck({
  id: 'rfc2595/client/injection-partial-reply',
  roles: ['mua'],
  languages: ['imap', 'pop3'],
  orIfPossible: true,
  decides: { imap: ['imp-rfc2595-3.1-3'], pop3: ['imp-rfc2595-4-5'] },
  purpose: 'the beginning of a reply in plaintext behind the go-ahead does not stand in front of the one inside TLS',
  async run(encounter) {
    await deceive(encounter, partialReplies[encounter.language])
  },
})
