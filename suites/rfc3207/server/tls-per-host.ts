import { offerMail } from '../../mail.ts'
import { check } from '../../check.ts'

export const tlsPerHost = check({
  id: 'rfc3207/server/tls-per-host',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-6-1'],
  setUp: 'tls-per-host',
  purpose: 'TLS can be required of chosen hosts before mail is taken from them',
  async run(context) {
    const { connect, expect, inconclusive, seen } = context
    const cleartext = await connect()
    const refusal = await offerMail(cleartext, context)
    expect(refusal !== undefined, 'mail is taken without TLS from a host that TLS is required of')
    const secured = await connect()
    await secured.startTls()
    const stillRefused = await offerMail(secured, context)
    if (stillRefused) inconclusive('mail-refused', `mail is refused inside TLS, too: "${stillRefused}"`)
    // on a loopback subject another address can be tried; elsewhere the choice of hosts is taken on trust
    const other = await connect({ from: '127.0.0.2' }).catch(() => undefined)
    const spared = other && !(await offerMail(other, context))
    seen(spared ? 'required of this host, not of another' : 'required of this host; no other host could be tried')
    secured.close()
  },
})
