import { offerMail } from '../../mail.ts'
import { check } from '../../check.ts'

export const opportunistic = check({
  id: 'rfc3207/server/opportunistic',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-6-2'],
  setUp: 'cleartext-auth',
  harms: ['cleartext-password'],
  purpose: 'where TLS is optional, senders are served with it and without it',
  async run(context) {
    const { connect, expect, inconclusive } = context
    // twice: a server that greylists refuses whoever comes first
    const without = (await offerMail(await connect(), context)) && (await offerMail(await connect(), context))
    const secured = await connect()
    await secured.startTls()
    const withTls = await offerMail(secured, context)
    if (withTls && without) inconclusive('mail-refused', `mail is refused with and without TLS: "${without}"`)
    expect(!without, `where TLS is said to be optional, mail is refused without it: "${without}"`)
    expect(!withTls, `where TLS is said to be optional, mail is refused with it: "${withTls}"`)
    secured.close()
  },
})
