import type { Pop3Capabilities } from '../../../harness/dialogue/pop3-reply.ts'
import { dialectOf } from '../../injection/injection.ts'
import { check } from '../../check.ts'
import { statusOf } from '../mail-access.ts'

export const starttlsEndsAGroup = check({
  id: 'rfc2595/server/starttls-ends-a-group',
  roles: ['imap-server', 'pop3-server'],
  records: [],
  purpose: 'what comes of a pipelined group of commands that STARTTLS or STLS ends',
  async run({ protocol, role, connect, seen, notApplicable }) {
    const dialogue = await connect()
    const offered = await dialogue.capabilities()
    // IMAP has it built in (RFC 9051, section 5.5)
    if (role === 'pop3-server' && !(offered as Pop3Capabilities).includes('PIPELINING'))
      notApplicable('PIPELINING is not listed')
    const { before, upgrade, answers, isGoAhead } = dialectOf(protocol)
    dialogue.send(`${before}\r\n${upgrade.join('')}\r\n`)
    const read = answers(dialogue.peer)
    const [first, goAhead] = [await read.next(), await read.next()]
    const outcome = isGoAhead(goAhead) ? await dialogue.handshake() : undefined
    seen(`${statusOf(first)} ${statusOf(goAhead)}, ${outcome?.ok ? 'TLS' : 'no TLS'}`)
    dialogue.peer.close()
  },
})
