import { check } from '../../check.ts'
import { decide } from './judge.ts'
import { findingsOn } from './preference.ts'

export const tlsBeforeCleartext = check({
  id: 'rfc8314/operator/tls-before-cleartext',
  roles: ['operator'],
  decides: ['rfc8314-4-8'],
  connections: 2,
  purpose: 'of the servers that SRV records name, those with TLS have priority over those without',
  async run(context) {
    decide(
      context,
      await findingsOn(context, (before, behind) => before === 'cleartext only' && behind !== 'cleartext only'),
    )
  },
})
