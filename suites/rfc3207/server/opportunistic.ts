import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import type { SmtpContext } from '../../../harness/check.ts'
import type { SmtpReply } from '../../../harness/dialogue/smtp-reply.ts'
import { offerMail } from '../../mail.ts'
import { isTemporary } from '../../../harness/dialogue/temporary.ts'
import { notNow, patiently } from '../../temporary.ts'
import { check } from '../../check.ts'

export const opportunistic = check({
  id: 'rfc3207/server/opportunistic',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-6-2'],
  setUp: 'cleartext-auth',
  harms: ['cleartext-password'],
  purpose: 'where TLS is optional, senders are served with it and without it',
  async run(context) {
    const { connect, connectSecurely, expect, inconclusive } = context
    // a server that greylists refuses whoever comes first
    const offer = (open: () => Promise<SmtpClient>) =>
      patiently(
        context,
        async () => {
          const smtp = await open()
          const refused = await offerMail(smtp, context)
          smtp.close()
          return refused
        },
        (refusal) => refusal,
      )
    const without = await offer(connect)
    const withTls = await offer(connectSecurely)
    if (withTls && without) inconclusive('mail-refused', `mail is refused with and without TLS: "${without}"`)
    for (const refusal of [without, withTls]) if (isTemporary(refusal)) notNow(refusal)
    if (without) await throwUnlessPasswordsSuit(context, without)
    expect(!without, `where TLS is said to be optional, mail is refused without it: "${without}"`)
    expect(!withTls, `where TLS is said to be optional, mail is refused with it: "${withTls}"`)
  },
})

/** Inconclusive where a login without TLS takes no password as it is: senders may be served there that we are not like. */
async function throwUnlessPasswordsSuit({ connect, inconclusive }: SmtpContext, refusal: SmtpReply): Promise<void> {
  const smtp = await connect()
  const { mechanisms } = await smtp.ehlo()
  smtp.close()
  if (mechanisms.length === 0 || ['PLAIN', 'LOGIN'].some((each) => mechanisms.includes(each))) return
  inconclusive('no-common-mechanism', `without TLS there is ${mechanisms.join(', ')} only, and "${refusal}" for us`)
}
