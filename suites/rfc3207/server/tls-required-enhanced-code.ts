import { sender } from '../../mail.ts'
import { check } from '../../check.ts'

export const tlsRequiredEnhancedCode = check({
  id: 'rfc3207/server/tls-required-enhanced-code',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4-3'],
  setUp: 'tls-required',
  purpose: 'where enhanced status codes are in use, the 530 before TLS carries 5.7.0',
  async run(context) {
    const { connect, expect, notApplicable } = context
    const smtp = await connect()
    if (!(await smtp.ehlo()).includes('ENHANCEDSTATUSCODES')) notApplicable('ENHANCEDSTATUSCODES is not offered')
    const reply = await smtp.command(`MAIL FROM:<${sender(context)}>`)
    if (reply.code !== 530) notApplicable(`MAIL before TLS is not refused with 530, but draws "${reply}"`)
    expect(reply.enhanced === '5.7.0', `the refusal is "${reply}", without 5.7.0`)
    smtp.close()
  },
})
