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

export const noPreauthByDefault = check({
  id: 'rfc8314/server/no-preauth-by-default',
  roles: ['imap-server'],
  ports: 'implicit-tls',
  decides: ['rfc8314-3.2-2'],
  purpose: 'not everybody who comes without a certificate is greeted with PREAUTH',
  async run({ connect, connectFromElsewhere, asShipped, expect, seen, inconclusive, notApplicable }) {
    const { greeting } = await connect()
    seen(greeting.status)
    if (greeting.status !== 'PREAUTH') return
    // "external means" (RFC 9051, section 7.1.4) may be the client's address
    const other = await connectFromElsewhere?.()
    if (other && other.greeting.status !== 'PREAUTH') notApplicable('PREAUTH is for this host, and not for another')
    const text = `a client without a certificate is greeted "${greeting}"`
    expect(!asShipped, text)
    inconclusive('trusted-network', `${text}: this host is trusted, or anybody is: run the checks from outside`)
  },
})
