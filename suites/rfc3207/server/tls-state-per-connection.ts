import { check } from '../../check.ts'

export const tlsStatePerConnection = check({
  id: 'rfc3207/server/tls-state-per-connection',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-5'],
  purpose: 'starting TLS on one connection changes nothing on another',
  async run({ connect, expect }) {
    const bystander = await connect()
    const before = await bystander.ehlo()
    const smtp = await connect()
    await smtp.startTls()
    await smtp.ehlo()
    const after = await bystander.ehlo()
    expect(
      !before.includes('STARTTLS') || after.includes('STARTTLS'),
      'STARTTLS is no longer offered on a connection in cleartext, since another one has started TLS',
    )
    const goAhead = await bystander.command('STARTTLS')
    expect(goAhead.code === 220, `STARTTLS is refused since another connection has started TLS: "${goAhead}"`)
    bystander.peer.close()
    smtp.close()
  },
})
