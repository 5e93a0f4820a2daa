import type { Recording } from '../recording.ts'
import { Conversation } from './conversation.ts'
import { pcapng } from './pcapng.ts'

/**
 * What a recording that keeps secrets holds, as a pcapng file that Wireshark opens decrypted; undefined where nothing went
 * over TCP. What the operating system has sent beside our bytes (handshakes, acknowledgements) is filled in. The comment
 * stands first in the file: by how it begins, the file can be told from others.
 */
export function captureOf(recording: Recording, comment: string): Buffer | undefined {
  const conversations = new Map<number, Conversation>()
  for (const event of recording.events) {
    if (event.layer === 'open') {
      conversations.set(event.connection, new Conversation(event, (text) => recording.redact(text)))
    } else conversations.get(event.connection)?.add(event)
  }
  if (conversations.size === 0) return undefined
  const packets = [...conversations.values()].flatMap((conversation) => {
    conversation.close()
    return conversation.packets
  })
  const keyLog = recording.events.flatMap((event) => (event.layer === 'secret' ? [event.line] : []))
  return pcapng({
    comment,
    application: 'mailtls',
    keyLog: Buffer.concat(keyLog),
    packets: packets.toSorted((a, b) => a.at - b.at),
  })
}
