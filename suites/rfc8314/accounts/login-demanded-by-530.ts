import { recipient, sender } from '../../mail.ts'
import { check } from '../../check.ts'
import { throwIfTemporary } from '../../temporary.ts'
import { envelope, throwIfRefusedAnyway } from './without-login.ts'

export const loginDemandedBy530 = check({
  id: 'rfc8314/server/login-demanded-by-530',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['imp-rfc4954-6-6'],
  purpose: 'mail without a login is refused with 530 5.7.0',
  async run(context) {
    const { connectSecurely, expect, seen, notApplicable } = context
    const smtp = await connectSecurely()
    await smtp.ehlo()
    const refusal = await envelope(smtp, sender(context), recipient(context))
    smtp.close()
    if (refusal.accepted) notApplicable('mail is taken without a login')
    // greylisting comes before everything else
    throwIfTemporary(refusal)
    seen('refused', { code: refusal.code, enhanced: refusal.enhanced })
    if (refusal.code === 530 && (refusal.enhanced ?? '5.7.0') === '5.7.0') return
    await throwIfRefusedAnyway(context, recipient(context))
    expect(false, `mail without a login draws "${refusal}" instead of 530 5.7.0`)
  },
})
