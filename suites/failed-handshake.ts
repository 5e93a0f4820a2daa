import type { SmtpClient } from '../harness/dialogue/smtp-client.ts'
import { RecordReader } from '../harness/wire/tls-records.ts'

/**
 * What a server does after a handshake that failed, which RFC 3207, section 4.1 leaves to it: how it answers a command
 * in cleartext, or that it closed. Our half is ended behind the command, so that a server that waits for more goes on.
 */
export async function afterwards(smtp: SmtpClient): Promise<string> {
  smtp.send('NOOP\r\n')
  smtp.peer.halfClose()
  await smtp.peer.ended()
  const codes = finalCodes(withoutRecords(smtp.peer.leftover()))
  return codes.length > 0 ? `goes on in cleartext: ${codes.join(' ')}` : 'closes the connection'
}

/** Drops TLS alerts, which stand between the lines. */
function withoutRecords(bytes: Buffer): string {
  const reader = new RecordReader()
  const pieces = reader.read(bytes).map((piece) => ('plaintext' in piece ? piece.plaintext.toString('latin1') : ''))
  return pieces.join('')
}

/** The codes of the replies in a text, each once, whatever the number of its lines. */
function finalCodes(text: string): string[] {
  return text.split('\n').flatMap((line) => /^([2-5]\d\d)(?: |\r?$)/.exec(line)?.[1] ?? [])
}
