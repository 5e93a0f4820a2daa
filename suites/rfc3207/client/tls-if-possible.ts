import { clientCheck } from '../../visit/client-check.ts'
import { expectThrough } from '../../visit/through.ts'

export const tlsIfPossible = clientCheck({
  id: 'rfc3207/client/tls-if-possible',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  mode: 'starttls-if-possible',
  decides: ['rfc3207-6-2'],
  purpose: 'there is a mode that uses TLS where the server has it, and goes on without it where it has not',
  async run(encounter) {
    const { meets, ordinary, expect } = encounter
    const [offered, withheld] = await Promise.all([
      ordinary(),
      meets({ settings: { tls: undefined, authRequired: false } }),
    ])
    expect(
      offered.sessions.some(({ tls }) => tls),
      'TLS is offered, and the mail goes in cleartext',
    )
    expectThrough(encounter, withheld, 'where the server has no TLS, no mail is delivered')
  },
})
