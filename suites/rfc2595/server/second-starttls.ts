import { isMailtlsError } from '../../../harness/errors.ts'
import { isDecision } from '../../../harness/verdict.ts'
import type { Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { check } from '../../check.ts'
import { statusOf } from '../mail-access.ts'

export const secondStarttls = check({
  id: 'rfc2595/server/second-starttls',
  roles: ['imap-server', 'pop3-server'],
  ports: 'any',
  records: { 'imap-server': [], 'pop3-server': ['imp-rfc2595-4-2'] },
  purpose: 'what comes of STARTTLS or STLS inside TLS',
  async run({ connectSecurely, seen }) {
    const dialogue = await connectSecurely()
    const answer = await dialogue.askForTls()
    if (!dialogue.isGoAhead(answer)) {
      return seen(`${statusOf(answer)}, and the session ${(await isAlive(dialogue)) ? 'goes on' : 'is lost'}`)
    }
    const nested = await dialogue.handshake()
    seen(nested.ok ? 'TLS inside TLS' : `${statusOf(answer)}, then no TLS`)
    dialogue.peer.close()
  },
})

/** Whether the server still tells what it can do. */
async function isAlive(dialogue: Dialogue): Promise<boolean> {
  try {
    const { listed } = await dialogue.capabilities()
    dialogue.close()
    return listed.length > 0
  } catch (error) {
    if (!isDecision(error) && !isMailtlsError(error, 'ended', 'closing')) throw error
    return false
  }
}
