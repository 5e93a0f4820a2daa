import { check } from '../../check.ts'
import { sentenceOn, wrongOrders } from './preference.ts'
import { protocolOf } from './servers.ts'

export const implicitTlsFirst = check({
  id: 'rfc8314/operator/implicit-tls-first',
  roles: ['operator'],
  decides: ['rfc8314-4.5.2-2'],
  connections: 1,
  purpose: 'SRV records give implicit TLS priority over anything that begins in cleartext',
  async run(context) {
    const wrong = (await wrongOrders(context)).filter(({ behind }) => protocolOf(behind.label).implicitTls)
    context.expect(wrong.length === 0, wrong.map(sentenceOn).join('; '))
  },
})
