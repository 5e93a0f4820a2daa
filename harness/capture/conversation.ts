import { escape, type RecordedEvent, type Recording, type Side, type SocketAddress } from '../recording.ts'
import { protocols } from '../subject.ts'
import type { Packet } from './pcapng.ts'
import { flag, tcpPacket } from './tcp-packet.ts'

type OpenEvent = Extract<RecordedEvent, { layer: 'open' }>

/** What fits into an IPv6 packet on Ethernet. */
const maximumSegment = 1440

/**
 * One TCP connection of a recording as packets, with the notes of the dialogue as comments. The server's port is shown as the
 * usual one of its protocol, by which Wireshark knows what is spoken there.
 */
export class Conversation {
  readonly packets: Packet[] = []
  readonly #redact: Recording['redact']
  readonly #ends: Record<Side, SocketAddress>
  /** the sequence number of what comes next; no two connections begin with the same one, should a port be used again */
  readonly #next: Record<Side, number>
  #comments: string[] = []

  constructor({ at, connection, client, server, protocol }: OpenEvent, redact: Recording['redact']) {
    this.#redact = redact
    const port = protocol ? protocols[protocol].port : server.port
    this.#ends = { C: client, S: { ...server, port } }
    this.#next = { C: connection << 20, S: (connection << 20) | 0x80000000 }
    this.#comments = [
      `connection ${connection}`,
      ...(port === server.port ? [] : [`the server's port was ${server.port}, ${port} is that of ${protocol}`]),
    ]
    this.#packet(at, 'C', flag.syn)
    this.#packet(at, 'S', flag.syn | flag.ack)
    this.#packet(at, 'C', flag.ack)
  }

  add(event: RecordedEvent): void {
    const { at, side } = event
    if (event.layer === 'note') this.#comments.push(`${side}: <${escape(this.#redact(event.text))}>`)
    // as Wireshark shows what was not captured
    if (event.layer === 'unkept' && event.unkept.of === 'tcp') this.#next[side] += event.unkept.bytes
    if (event.layer === 'end') this.#packet(at, side, flag[event.end] | flag.ack)
    if (event.layer !== 'tcp') return
    for (let start = 0; start < event.data.length; start += maximumSegment) {
      this.#packet(at, side, flag.push | flag.ack, event.data.subarray(start, start + maximumSegment))
    }
  }

  /** What was noted last belongs to no later packet. */
  close(): void {
    const last = this.packets.pop()!
    this.packets.push({ ...last, comments: [...last.comments, ...this.#comments] })
  }

  #packet(at: number, side: Side, flags: number, payload?: Buffer): void {
    const other = side === 'C' ? 'S' : 'C'
    const bytes = tcpPacket({
      from: this.#ends[side],
      to: this.#ends[other],
      sequence: this.#next[side],
      acknowledged: flags & flag.ack ? this.#next[other] : 0,
      flags,
      payload,
    })
    this.#next[side] += (payload?.length ?? 0) + (flags & (flag.syn | flag.fin) ? 1 : 0)
    this.packets.push({ at: performance.timeOrigin + at, bytes, comments: this.#comments })
    this.#comments = []
  }
}
