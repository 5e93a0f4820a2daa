import { check } from '../../check.ts'

export const tlsStatePerConnection = check({
  id: 'rfc3207/server/tls-state-per-connection',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-5'],
  purpose: 'starting TLS on one connection changes nothing on another',
  // alone, so that no other check has TLS running
  connections: Infinity,
  async run({ connect, expect, notApplicable, inconclusive }) {
    const control = await connect()
    await control.ehloWithStartTls()
    if (!(await control.ehlo()).includes('STARTTLS'))
      notApplicable('a second EHLO on a connection does not list STARTTLS')
    const lawful = await control.command('STARTTLS')
    if (lawful.code !== 220) inconclusive('starttls-refused', `STARTTLS was refused: "${lawful}"`)
    control.peer.close()
    const bystander = await connect()
    await bystander.ehloWithStartTls()
    const smtp = await connect()
    await smtp.startTls()
    const after = await bystander.ehlo()
    expect(
      after.includes('STARTTLS'),
      'STARTTLS is no longer offered in cleartext, since another connection has started TLS',
    )
    const reply = await bystander.command('STARTTLS')
    expect(reply.code !== 503, `STARTTLS is refused in cleartext, since another connection has started TLS: "${reply}"`)
    bystander.peer.close()
    smtp.close()
  },
})
