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
    secured.close()
    const other = await context.connectFromElsewhere?.()
    if (!other) return seen('required of this host; no other host could be tried')
    const alsoRefused = await offerMail(other, context)
    seen(
      alsoRefused
        ? `required of this host; another one is refused, too (${alsoRefused.code})`
        : 'required of this host, not of another',
    )
  },
})
