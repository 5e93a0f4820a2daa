import { afterwards } from '../../failed-handshake.ts'
import { check } from '../../check.ts'

export const failedHandshakeGarbage = check({
  id: 'rfc3207/server/failed-handshake-garbage',
  roles: ['smtp-server', 'submission-server'],
  records: [],
  purpose: 'what the server does when plaintext comes instead of a handshake',
  async run({ connect, seen, inconclusive }) {
    const smtp = await connect()
    await smtp.ehlo()
    if ((await smtp.command('STARTTLS')).code !== 220) inconclusive('starttls-refused', 'STARTTLS was refused')
    smtp.send('this is no ClientHello at all\r\n')
    seen(await afterwards(smtp))
  },
})
