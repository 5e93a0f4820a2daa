import { sender } from '../../mail.ts'
import { check } from '../../check.ts'

export const ehloForgotten = check({
  id: 'rfc3207/server/ehlo-forgotten',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'an EHLO from before TLS does not count inside it',
  async run(context) {
    const { connect, connectImplicit, expect, notApplicable, inconclusive } = context
    const mail = `MAIL FROM:<${sender(context)}>`
    const smtp = await connect()
    await smtp.startTls()
    if (!(await smtp.command(mail)).accepted) {
      await smtp.ehlo()
      const after = await smtp.command(mail)
      return after.accepted ? smtp.close() : notApplicable(`MAIL is refused with and without EHLO: "${after}"`)
    }
    // accepted: the control has the same security and never said EHLO (docs/interpretations.md)
    const direct = await connect()
    const control = (await direct.command('STARTTLS')).code === 220 ? direct : await connectImplicit()
    if (!control)
      return inconclusive('no-control', 'STARTTLS is refused before EHLO, and no implicit TLS endpoint was named')
    if (control === direct && !(await direct.handshake()).ok) inconclusive('control-failed', 'no TLS without EHLO')
    const without = await control.command(mail)
    if (without.accepted)
      notApplicable('the server takes MAIL without any EHLO, so whether it forgets one cannot be seen')
    await control.ehlo()
    const withEhlo = await control.command(mail)
    if (without.class !== 5 || !withEhlo.accepted)
      inconclusive('control-failed', `MAIL is refused otherwise: "${without}"`)
    expect(false, `MAIL needs EHLO ("${without}"), but inside TLS the EHLO from before TLS is enough`)
  },
})
