import { foreignRecipient, sender } from '../../mail.ts'
import { check } from '../../check.ts'
import { throwIfTemporary } from '../../temporary.ts'
import { envelope } from './without-login.ts'

export const noOpenRelay = check({
  id: 'rfc8314/server/no-open-relay',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['imp-rfc5068-3.2-6'],
  harms: ['relay-attempt'],
  purpose: 'without a login no mail is taken for other domains',
  async run(context) {
    const smtp = await context.connectSecurely()
    await smtp.ehlo()
    const answer = await envelope(smtp, sender(context), foreignRecipient)
    const text = `RCPT to another domain draws "${answer}" without a login: is this host of a network that is trusted?`
    context.expect(!answer.accepted, text)
    throwIfTemporary(answer)
    // a domain that is not found is refused to everybody (RFC 3463, section 3.2)
    if (answer.enhanced?.startsWith('5.1.'))
      context.inconclusive('refused-anyway', `RCPT to ${foreignRecipient} draws "${answer}": for the want of a login?`)
    smtp.close()
  },
})
