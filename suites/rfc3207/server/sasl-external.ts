import { check } from '../../check.ts'

export const saslExternal = check({
  id: 'rfc3207/server/sasl-external',
  roles: ['smtp-server', 'submission-server'],
  records: ['rfc3207-6-5'],
  setUp: 'client-certificates',
  purpose: 'whether SASL EXTERNAL is offered to a client with a certificate, and works',
  async run({ connect, clientCertificate, seen }) {
    const smtp = await connect()
    await smtp.startTls(clientCertificate())
    const mechanisms = (await smtp.ehlo()).parameters('AUTH').map((mechanism) => mechanism.toUpperCase())
    if (!mechanisms.includes('EXTERNAL')) return seen('not offered', { mechanisms })
    // "=" is an empty response: act as whom the certificate says (RFC 4954, section 4)
    const reply = await smtp.command('AUTH EXTERNAL =')
    seen(reply.class === 2 ? 'offered, and works' : `offered, and draws ${reply.code}`, { mechanisms })
    smtp.close()
  },
})
