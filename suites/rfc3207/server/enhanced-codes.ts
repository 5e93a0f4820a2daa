import { sender } from '../../mail.ts'
import { check } from '../../check.ts'

export const enhancedCodes = check({
  id: 'rfc3207/server/enhanced-codes',
  roles: ['smtp-server', 'submission-server'],
  decides: ['imp-rfc2034-4-d1'],
  purpose: 'where ENHANCEDSTATUSCODES is offered, replies carry such a code, the 220 to STARTTLS included',
  async run(context) {
    const { connect, expect, notApplicable } = context
    const smtp = await connect()
    if (!(await smtp.ehlo()).includes('ENHANCEDSTATUSCODES')) notApplicable('ENHANCEDSTATUSCODES is not offered')
    for (const line of [`MAIL FROM:<${sender(context)}>`, 'RSET', 'XUNKNOWN', 'STARTTLS']) {
      const reply = await smtp.command(line)
      expect(
        reply.class === 3 || reply.enhanced?.startsWith(String(reply.class)) === true,
        `the reply to ${line.split(' ')[0]} is "${reply}", without an enhanced status code of its class`,
      )
    }
    smtp.peer.close()
  },
})
