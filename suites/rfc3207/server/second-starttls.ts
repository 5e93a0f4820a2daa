import { isMailtlsError } from '../../../harness/errors.ts'
import { check } from '../../check.ts'

export const secondStarttls = check({
  id: 'rfc3207/server/second-starttls',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-5'],
  purpose: 'a second STARTTLS inside TLS costs neither the session nor its protection',
  async run({ connect, expect, seen, inconclusive }) {
    const smtp = await connect()
    await smtp.startTls()
    await smtp.ehlo()
    const reply = await smtp.command('STARTTLS')
    seen(`${reply.code}`)
    if (reply.code === 220) {
      // the server asks for it: TLS inside TLS
      const nested = await smtp.handshake()
      expect(nested.ok, `a second STARTTLS draws "${reply}", then the session is lost: ${nested.ok ? '' : nested.text}`)
      return seen('TLS inside TLS')
    }
    if (reply.code === 421) inconclusive('closed', `the server closes on a second STARTTLS: "${reply}"`)
    const alive = await smtp.command('NOOP').catch((error: unknown) => {
      if (isMailtlsError(error, 'ended')) return undefined
      throw error
    })
    expect(alive?.accepted === true, `after a second STARTTLS ("${reply}") the session is lost: ${alive ?? 'closed'}`)
    smtp.close()
  },
})
