import type { Peer } from '../peer.ts'
import { AnswerReader, type AnswerOptions, type ServerAnswer } from './server-answer.ts'

/**
 * Sends a ClientHello where one is due and reads what the server makes of it. Nothing of a handshake follows, so that
 * the connection is of no more use. Throws `not-the-protocol` where TLS records hold no answer.
 */
export async function offerHello(peer: Peer, hello: Buffer, options: AnswerOptions = {}): Promise<ServerAnswer> {
  const reader = new AnswerReader(options)
  peer.send(hello)
  for (;;) {
    const bytes = await peer.bytes()
    if (bytes.length === 0) return reader.ended(peer.end === 'rst' ? 'rst' : 'fin')
    const answer = reader.read(bytes)
    if (answer) return answer
  }
}
