import { accountNames } from '../../../servers/account.ts'
import { serving } from '../../../servers/bugs/family.ts'
import { testAuthority } from '../../visit/certificates.ts'
import { clientCheck } from '../../visit/client-check.ts'
import { listed, loginsAmong } from '../../visit/commands.ts'

export const externalInsideTls = clientCheck({
  id: 'rfc3207/client/sasl-external',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  orIfPossible: true,
  records: ['rfc3207-6-5'],
  purpose: 'how a client that has a certificate logs in inside TLS where EXTERNAL is listed',
  async run({ meets, client, seen, notApplicable }) {
    if (!client.takes.includes('client-certificate')) notApplicable('the client can be given no certificate of its own')
    const authority = await testAuthority()
    const { cert, key } = await authority.issue({ purpose: 'clientAuth', names: accountNames })
    const { inside } = await meets({
      patches: serving({ ca: authority.certificate, requestCert: true }),
      settings: { clientCertificates: 'accepted' },
      request: { clientCertificate: { cert, key } },
    })
    const logins = loginsAmong(inside, 'smtp')
    const external = logins.some(({ text }) => /^AUTH EXTERNAL\b/i.test(text))
    seen(external ? 'EXTERNAL' : logins.length > 0 ? 'by another mechanism' : 'no login', { commands: listed(inside) })
  },
})
