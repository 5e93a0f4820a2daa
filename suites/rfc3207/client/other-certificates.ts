import { clientCheck } from '../../visit/client-check.ts'
import type { Visit } from '../../visit/visit.ts'

export const unverifiedServer = clientCheck({
  id: 'rfc3207/client/unverified-server',
  roles: ['smtp-client'],
  languages: ['smtp'],
  mode: 'starttls-if-possible',
  records: ['rfc3207-4.1-lc1'],
  purpose: 'what becomes of the mail where TLS is a matter of chance and the certificate is self-signed',
  async run({ meets, seen }) {
    seen(whatBecame(await meets({ certificate: 'self-signed' })))
  },
})

export const otherName = clientCheck({
  id: 'rfc3207/client/other-name',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  records: ['rfc3207-4.1-lc2', 'imp-rfc6125-6.6.4-4'],
  purpose: 'what becomes of the mail where the certificate names another host',
  async run({ meets, seen }) {
    seen(whatBecame(await meets({ certificate: { names: { dns: ['another.example.net'] } } })))
  },
})

/** How the mail of a visit went. */
export function whatBecame({ worked, cleartext }: Visit): string {
  if (!worked) return 'not delivered'
  return cleartext.some(({ verb }) => verb === 'MAIL') ? 'delivered in cleartext' : 'delivered inside TLS'
}
