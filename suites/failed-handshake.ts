import type { Dialogue } from '../harness/dialogue/dialogue.ts'
import { ImapClient } from '../harness/dialogue/imap-client.ts'
import { Pop3Client } from '../harness/dialogue/pop3-client.ts'
import { plaintextOf } from '../harness/wire/tls-records.ts'

/** A command that needs no TLS and no login, and what the last line of an answer begins with. */
const asked = {
  smtp: { line: 'NOOP', status: /^([2-5]\d\d)(?: |\r?$)/ },
  imap: { line: 'F1 NOOP', status: /^(?!\*)[^\s+]+ (OK|NO|BAD)(?: |\r?$)/i },
  pop3: { line: 'CAPA', status: /^(\+OK|-ERR)(?: |\r?$)/ },
}

/**
 * What a server does after a handshake that failed, which RFC 3207, section 4.1 leaves to it, as RFC 2595 does: how it
 * answers a command in cleartext, or that it closed. Our half is ended behind the command, so that a server that waits for more goes on.
 */
export async function afterwards(dialogue: Dialogue): Promise<string> {
  const language = dialogue instanceof ImapClient ? 'imap' : dialogue instanceof Pop3Client ? 'pop3' : 'smtp'
  const { line, status } = asked[language]
  const text = await saidTo(dialogue, `${line}\r\n`)
  const found = text.split('\n').flatMap((each) => status.exec(each)?.[1] ?? [])
  return found.length > 0 ? `goes on in cleartext: ${found.join(' ')}` : 'closes the connection'
}

/** What comes in cleartext to these lines, up to the end of the connection. */
export async function saidTo({ peer }: Dialogue, lines: string): Promise<string> {
  peer.send(lines)
  peer.halfClose()
  await peer.ended()
  // alerts stand between the lines
  return plaintextOf(peer.leftover()).toString('latin1')
}
