import { check } from '../../check.ts'
import { statusOf, upgradeCommand } from '../mail-access.ts'

export const starttlsParameter = check({
  id: 'rfc2595/server/starttls-parameter',
  roles: ['imap-server', 'pop3-server'],
  records: [],
  purpose: 'how STARTTLS or STLS with a parameter is answered',
  async run({ connect, seen }) {
    const dialogue = await connect()
    seen(statusOf(await dialogue.command(`${upgradeCommand(dialogue)} parameter`)))
    dialogue.peer.close()
  },
})
