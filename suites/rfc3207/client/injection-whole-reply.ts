import { wholeReplies } from '../../injection/clients/deceits.ts'
import { deceive } from '../../injection/clients/deceive.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const injectionWholeReplyAsClient = clientCheck({
  id: 'rfc3207/client/injection-whole-reply',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  orIfPossible: true,
  decides: ['rfc3207-4.2-2'],
  purpose: 'a whole EHLO reply in plaintext behind the go-ahead is not taken for the one inside TLS',
  async run(encounter) {
    await deceive(encounter, wholeReplies.smtp)
  },
})
