import { check } from '../../check.ts'

export const starttlsHiddenOnImplicitTls = check({
  id: 'rfc3207/server/starttls-hidden-on-implicit-tls',
  roles: ['submission-server'],
  ports: 'implicit-tls',
  // "after a TLS handshake has completed": that is so from the beginning
  decides: ['rfc3207-4.2-7'],
  purpose: 'STARTTLS is not offered on a port where TLS comes first',
  async run({ connect, canLogIn, logIn, expect }) {
    const smtp = await connect()
    const ehlo = await smtp.ehlo()
    expect(!ehlo.startTls, 'STARTTLS is offered on an implicit TLS port')
    if (canLogIn && ehlo.includes('AUTH')) {
      await logIn(smtp)
      expect(!(await smtp.ehlo()).startTls, 'STARTTLS is offered on an implicit TLS port after a login')
    }
    smtp.close()
  },
})
