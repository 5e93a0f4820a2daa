import { check } from '../../check.ts'
import { statusOf } from '../mail-access.ts'

export const starttlsFirst = check({
  id: 'rfc2595/server/starttls-first',
  roles: ['imap-server', 'pop3-server'],
  records: [],
  purpose: 'how STARTTLS or STLS is answered as the first command',
  async run({ connect, seen }) {
    const dialogue = await connect()
    seen(statusOf(await dialogue.askForTls()))
    dialogue.peer.close()
  },
})
