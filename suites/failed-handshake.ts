import type { SmtpClient } from '../harness/dialogue/smtp-client.ts'
import { isMailtlsError } from '../harness/errors.ts'

/**
 * What a server does after a handshake that failed, which RFC 3207, section 4.1 leaves to it: how it answers a command
 * in cleartext, or that it closed. Our half is ended behind the command, so that a server that waits for more goes on.
 */
export async function afterwards(smtp: SmtpClient): Promise<string> {
  smtp.send('NOOP\r\n')
  smtp.peer.halfClose()
  const codes: number[] = []
  try {
    for (;;) codes.push((await smtp.reply()).code)
  } catch (error) {
    // a TLS alert is a record, not a line
    if (!isMailtlsError(error, 'ended', 'tls-instead-of-plaintext', 'not-the-protocol')) throw error
  }
  return codes.length > 0 ? `goes on in cleartext: ${codes.join(' ')}` : 'closes the connection'
}
