import { check } from '../../check.ts'
import { asStranger } from './external.ts'

export const preauth = check({
  id: 'rfc8314/server/preauth',
  roles: ['imap-server'],
  ports: 'implicit-tls',
  records: ['rfc8314-4.2-4'],
  setUp: 'client-certificates',
  purpose: 'whether a client with an accepted certificate is greeted with PREAUTH',
  async run({ connectSecurely, clientCertificate, seen }) {
    const imap = await connectSecurely(clientCertificate())
    seen(imap.greeting.status)
    imap.close()
  },
})

export const preauthNeedsCertificate = check({
  id: 'rfc8314/server/preauth-needs-certificate',
  roles: ['imap-server'],
  ports: 'implicit-tls',
  decides: ['rfc8314-3.2-2'],
  setUp: 'client-certificates',
  purpose: 'nobody is greeted with PREAUTH without a certificate that the server accepts',
  async run(context) {
    const strangers = {
      'without a certificate': {},
      'with a foreign certificate': context.clientCertificate('foreign'),
    }
    for (const [how, tls] of Object.entries(strangers)) {
      const imap = await asStranger(context, tls)
      context.expect(imap?.greeting.status !== 'PREAUTH', `a client ${how} is greeted "${imap?.greeting}"`)
    }
  },
})
