import { unaskedCapabilities } from '../../injection/clients/deceits.ts'
import { deceive } from '../../injection/clients/deceive.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const injectionCapabilities = clientCheck({
  id: 'rfc2595/client/injection-capabilities',
  roles: ['mua'],
  languages: ['imap'],
  orIfPossible: true,
  decides: ['imp-rfc2595-3.1-3'],
  purpose: 'a capability list in plaintext behind the go-ahead, for which nobody asked, counts for nothing inside TLS',
  async run(encounter) {
    await deceive(encounter, unaskedCapabilities)
  },
})
