import type { TlsVersion } from '../../../harness/hello/codes.ts'
import { check } from '../../check.ts'
import { everything, offerSurely, textOf } from './offer.ts'
import { tlsRoles } from './roles.ts'

export const recordVersionIgnored = check({
  id: 'rfc8314/server/record-version-ignored',
  roles: tlsRoles,
  ports: 'any',
  decides: ['imp-rfc8996-5-6'],
  connections: 1,
  purpose: 'a ClientHello is taken whatever version its record claims to have',
  async run(context) {
    const ask = async (recordVersion: TlsVersion) => await offerSurely(context, { ...everything, recordVersion })
    // what clients send
    const control = await ask('TLSv1')
    if (control.kind !== 'hello') context.inconclusive('no-tls', `a usual ClientHello is refused: ${textOf(control)}`)
    for (const version of ['SSLv3', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const) {
      const answer = await ask(version)
      context.expect(answer.kind === 'hello', `a ClientHello in a record of ${version} is refused: ${textOf(answer)}`)
    }
  },
})
