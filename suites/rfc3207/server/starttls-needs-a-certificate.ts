import { check } from '../../check.ts'

export const starttlsNeedsACertificate = check({
  id: 'rfc3207/server/starttls-needs-a-certificate',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-3-lc1'],
  setUp: 'no-certificate',
  purpose: 'a server that has no certificate does not offer STARTTLS, unless it works without one',
  async run({ connect, expect, seen }) {
    const smtp = await connect()
    if (!(await smtp.ehlo()).includes('STARTTLS')) return seen('not offered')
    const goAhead = await smtp.command('STARTTLS')
    expect(goAhead.code === 220, `STARTTLS is offered without a certificate and draws "${goAhead}"`)
    const outcome = await smtp.handshake()
    expect(outcome.ok, `STARTTLS is offered without a certificate and gets no TLS: ${outcome.ok ? '' : outcome.text}`)
    seen('offered, and works')
  },
})
