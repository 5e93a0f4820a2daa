import { check } from '../../check.ts'
import { decide } from './judge.ts'
import { findingsOn } from './preference.ts'

export const implicitTlsBeforeStarttls = check({
  id: 'rfc8314/operator/implicit-tls-before-starttls',
  roles: ['operator'],
  decides: ['rfc8314-4-9'],
  connections: 2,
  purpose: 'of the servers that SRV records name, those with implicit TLS have priority over those with STARTTLS',
  async run(context) {
    decide(context, await findingsOn(context, (before, behind) => before === 'STARTTLS' && behind === 'implicit TLS'))
  },
})
