import { partialReplies } from '../../injection/clients/deceits.ts'
import { deceive } from '../../injection/clients/deceive.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const injectionPartialReplyAsClient = clientCheck({
  id: 'rfc3207/client/injection-partial-reply',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  orIfPossible: true,
  decides: ['rfc3207-4.2-2'],
  purpose: 'the beginning of a reply in plaintext behind the go-ahead does not stand in front of the one inside TLS',
  async run(encounter) {
    await deceive(encounter, partialReplies.smtp)
  },
})
