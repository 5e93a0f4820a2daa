import { afterwards } from '../../failed-handshake.ts'
import { check } from '../../check.ts'

export const failedHandshakeGarbage = check({
  id: 'rfc2595/server/failed-handshake-garbage',
  roles: ['imap-server', 'pop3-server'],
  records: [],
  purpose: 'what the server does when plaintext comes instead of a handshake',
  async run({ connect, seen }) {
    const dialogue = await connect()
    await dialogue.requestTls()
    dialogue.send('this is no ClientHello at all\r\n')
    seen(await afterwards(dialogue))
  },
})
