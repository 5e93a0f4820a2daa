import { foreignRecipient, recipient, sender } from '../../mail.ts'
import { check } from '../../check.ts'
import { throwIfTemporary } from '../../temporary.ts'
import { envelope, throwIfRefusedAnyway } from './without-login.ts'

export const mailNeedsLogin = check({
  id: 'rfc8314/server/mail-needs-login',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['imp-rfc6409-4.3-1'],
  harms: ['relay-attempt'],
  purpose: 'without a login MAIL is refused, and not only RCPT behind it',
  async precondition(context) {
    const smtp = await context.connectSecurely()
    await smtp.ehlo()
    const mail = await smtp.command(`MAIL FROM:<${sender(context)}>`)
    throwIfTemporary(mail)
    if (!mail.accepted) return false
    const rcpt = await smtp.command(`RCPT TO:<${recipient(context)}>`)
    smtp.close()
    // whose mail is not even taken for the mailbox is not trusted: there is no need to try a relay
    const trusted = context.mailbox === undefined || rcpt.class !== 5
    context.expect(trusted, `MAIL draws "${mail}" without a login, and RCPT "${rcpt}"`)
    return true
  },
  async run(context) {
    const smtp = await context.connectSecurely()
    await smtp.ehlo()
    const answer = await envelope(smtp, sender(context), foreignRecipient)
    smtp.close()
    // RFC 6409, section 4.3: who is authorized otherwise, as in a protected subnetwork, need not log in
    const advice = 'this host is trusted to relay, or anybody is: run the checks from outside'
    if (answer.accepted)
      context.inconclusive('trusted-network', `mail is taken for any domain without a login: ${advice}`)
    throwIfTemporary(answer)
    // what is not permitted (RFC 3463, section 3.8) is so for want of a login; a domain may be refused to everybody
    const isForbidden = answer.code === 530 || answer.enhanced?.startsWith('5.7.')
    if (!isForbidden) await throwIfRefusedAnyway(context, foreignRecipient)
    context.expect(false, `MAIL is accepted without a login; RCPT to another domain draws "${answer}"`)
  },
})
