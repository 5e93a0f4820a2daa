import { deliver } from '../../mail.ts'
import { check } from '../../check.ts'

export const mxTakesMailWithoutTls = check({
  id: 'rfc3207/server/mx-takes-mail-without-tls',
  roles: ['smtp-server'],
  decides: ['rfc3207-4-1'],
  setUp: 'public-mx',
  harms: ['sends-mail'],
  purpose: 'a public MX takes mail for its own users without TLS',
  async run(context) {
    const { connect, expect, inconclusive } = context
    const cleartext = await connect()
    await cleartext.ehlo()
    const refusal = await deliver(cleartext, context, 'mail without TLS')
    if (!refusal) return cleartext.close()
    const control = await connect()
    await control.startTls()
    await control.ehlo()
    const same = await deliver(control, context, 'mail inside TLS')
    expect(same !== undefined, `mail is refused without TLS ("${refusal}") and taken with it`)
    inconclusive('mail-refused', `mail for ${context.mailbox} is refused with and without TLS: "${refusal}"`)
  },
})
