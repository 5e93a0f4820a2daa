import { clientCheck } from '../../visit/client-check.ts'
import { expectThrough } from '../../visit/through.ts'

const withoutTls = { tls: undefined, authRequired: false } as const

export const tlsIfPossible = clientCheck({
  id: 'rfc3207/client/tls-if-possible',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  mode: 'starttls-if-possible',
  decides: ['rfc3207-6-2'],
  purpose: 'there is a mode that uses TLS where the server has it, and goes on without it where it has not',
  async run(encounter) {
    const { meets, ordinary, expect } = encounter
    const [offered, withheld] = await Promise.all([ordinary(), meets({ settings: withoutTls })])
    expect(
      offered.sessions.some(({ tls }) => tls),
      'TLS is offered, and the mail goes in cleartext',
    )
    // who keeps passwords from cleartext has nothing to log in by there (RFC 4954, section 9)
    const served = withheld.worked ? withheld : await meets({ settings: { ...withoutTls, authBeforeTls: false } })
    expectThrough(encounter, served, 'where the server has no TLS, no mail is delivered')
  },
})
