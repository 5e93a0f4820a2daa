import { clientCheck } from '../../../visit/client-check.ts'

export const tlsComesFirst = clientCheck({
  id: 'rfc8314/client/tls-comes-first',
  roles: ['mua'],
  ports: 'implicit-tls',
  decides: {
    pop3s: ['rfc8314-3.1-lc1'],
    imaps: ['rfc8314-3.2-lc1'],
    submissions: ['rfc8314-3.3-lc1'],
  },
  purpose: 'on a port with implicit TLS the first octets are a ClientHello',
  withoutControl: true,
  async run({ ordinary, expect, inconclusive }) {
    const { sessions } = await ordinary()
    const spoken = sessions.filter(({ sentFirst, hello }) => sentFirst.length + hello.length > 0)
    if (spoken.length === 0) inconclusive('control-failed', 'the client sends nothing at all')
    for (const { sentFirst } of spoken) {
      const first = sentFirst.subarray(0, 40).toString('latin1')
      // SSL 2.0 has a ClientHello of its own, which other clauses forbid
      expect(first === '', `the client begins in cleartext: ${JSON.stringify(first)}`)
    }
  },
})
