import { afterwards } from '../../failed-handshake.ts'
import { check } from '../../check.ts'

export const failedHandshakeGarbage = check({
  id: 'rfc3207/server/failed-handshake-garbage',
  roles: ['smtp-server', 'submission-server'],
  records: [],
  purpose: 'what the server does when plaintext comes instead of a handshake',
  async run({ connect, seen }) {
    const smtp = await connect()
    await smtp.requestTls()
    smtp.send('this is no ClientHello at all\r\n')
    seen(await afterwards(smtp))
  },
})
