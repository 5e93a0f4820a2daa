import { serving } from '../../../servers/bugs/family.ts'
import { clientCheck } from '../../visit/client-check.ts'
import { whatBecame } from './other-certificates.ts'

export const nullSuite = clientCheck({
  id: 'rfc3207/client/null-suite',
  roles: ['smtp-client'],
  languages: ['smtp'],
  records: ['rfc3207-6-lc2'],
  purpose: 'what becomes of the mail where TLS is required and the server has suites without encryption only',
  async run({ meets, seen }) {
    const tls = { ciphers: 'ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0', maxVersion: 'TLSv1.2' } as const
    seen(whatBecame(await meets({ patches: serving(tls) })))
  },
})
