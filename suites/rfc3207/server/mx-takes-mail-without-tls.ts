import { check } from '../../check.ts'
import { deliver } from '../../mail.ts'

export const mxTakesMailWithoutTls = check({
  id: 'rfc3207/server/mx-takes-mail-without-tls',
  roles: ['smtp-server'],
  decides: ['rfc3207-4-1'],
  setUp: 'public-mx',
  harms: ['sends-mail'],
  purpose: 'a public MX takes mail for its own users without TLS',
  async run(context) {
    const { connect, expect, inconclusive } = context
    const withoutTls = async () => {
      const smtp = await connect()
      await smtp.ehlo()
      const refusal = await deliver(smtp, context, 'mail without TLS')
      smtp.close()
      return refusal
    }
    if (!(await withoutTls())) return
    const secured = await connect()
    await secured.startTls()
    await secured.ehlo()
    const same = await deliver(secured, context, 'mail inside TLS')
    // once more: a server that greylists refuses whoever comes first
    const refusal = await withoutTls()
    if (!refusal) return
    if (same) inconclusive('mail-refused', `mail for ${context.mailbox} is refused with and without TLS: "${same}"`)
    expect(false, `mail is refused without TLS ("${refusal}") and taken with it`)
  },
})
