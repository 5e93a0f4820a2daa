import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import { escape } from '../../../harness/recording.ts'
import { fence } from '../../injection/smtp.ts'
import { check } from '../../check.ts'
import { unannouncedEnd } from '../../end-of-session.ts'

export const secondStarttls = check({
  id: 'rfc3207/server/second-starttls',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-5'],
  purpose: 'a second STARTTLS inside TLS costs neither the session nor its protection',
  async run({ connect, expect, seen, inconclusive, notApplicable }) {
    const control = await connect()
    await control.startTls()
    await control.ehlo()
    await control.command(fence).catch(unannouncedEnd)
    if (!(await isAlive(control))) notApplicable('the server ends the session on any command that it does not take')
    const smtp = await connect()
    await smtp.startTls()
    await smtp.ehlo()
    const reply = await smtp.command('STARTTLS').catch(unannouncedEnd)
    if (!reply) return expect(false, 'a second STARTTLS ends the session')
    seen(`${reply.code}`)
    if (reply.code === 220) {
      // the server asks for it: TLS inside TLS
      const nested = await smtp.handshake()
      const { besideTls } = smtp.peer
      expect(besideTls === '', `a second STARTTLS draws "${reply}", then cleartext comes: "${escape(besideTls)}"`)
      expect(nested.ok, `a second STARTTLS draws "${reply}", then the session is lost: ${nested.ok ? '' : nested.text}`)
      return seen('TLS inside TLS')
    }
    if (reply.accepted) inconclusive('out-of-step', `a second STARTTLS draws "${reply}", which answers something else`)
    expect(await isAlive(smtp), `after a second STARTTLS ("${reply}") the session is lost`)
    smtp.close()
  },
})

/** Whether EHLO is still answered. A 421, which may come at any time, is thrown on. */
async function isAlive(smtp: SmtpClient): Promise<boolean> {
  return (await smtp.tryEhlo().catch(unannouncedEnd))?.accepted === true
}
