import { clientCheck } from '../../../visit/client-check.ts'
import { recordType } from '../../../../harness/wire/tls-records.ts'

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
    const spoken = sessions.filter(({ sentInCleartext, hello }) => sentInCleartext.length + hello.length > 0)
    if (spoken.length === 0) inconclusive('control-failed', 'the client sends nothing at all')
    for (const { sentInCleartext, hello } of spoken) {
      const first = sentInCleartext.toString('latin1').split('\r\n')[0]!.slice(0, 40)
      expect(sentInCleartext.length === 0, `the client begins in cleartext: ${JSON.stringify(first)}`)
      expect(hello[0] === recordType.handshake, 'the client does not begin with a ClientHello')
    }
  },
})
