import { check } from '../../check.ts'
import { statusOf, upgradeCommand } from '../mail-access.ts'

export const starttlsLowerCase = check({
  id: 'rfc2595/server/starttls-lower-case',
  roles: ['imap-server', 'pop3-server'],
  records: [],
  purpose: 'how starttls or stls in lower case is answered',
  async run({ connect, seen }) {
    const dialogue = await connect()
    seen(statusOf(await dialogue.command(upgradeCommand(dialogue).toLowerCase())))
    dialogue.peer.close()
  },
})
