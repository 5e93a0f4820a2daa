import type { Question } from '../../harness/dns/reply.ts'
import type { Outcome } from '../../harness/client.ts'
import type { RecordedEvent, Recording } from '../../harness/recording.ts'
import type { Language } from '../../harness/subject.ts'
import type { End } from '../../harness/wire/end.ts'
import { sslv2Length } from '../../harness/hello/client-offer.ts'
import { helloStart, plaintextOf } from '../../harness/wire/tls-records.ts'
import type { TlsFacts, TlsOutcome } from '../../harness/wire/tls-session.ts'
import type { LineServer } from '../../servers/reference/line-server.ts'
import { type Command, commandsIn } from './commands.ts'
import type { WatchedPeer } from './watched-peer.ts'

/** One connection of a client, as the server saw it. */
export interface Session {
  /** what the client sent without protection, and inside TLS */
  cleartext: readonly Command[]
  inside: readonly Command[]
  sentInCleartext: Buffer
  /** what it sent before anything of TLS */
  sentFirst: Buffer
  /** whether it sent commands there in one piece, of which one has to await its reply otherwise */
  pipelines: boolean
  /** how many bytes it sent inside TLS */
  sentInside: number
  /** whether it sent TLS where none was due */
  strayTls: boolean
  /** what it sent in plaintext while TLS was running, or after */
  besideTls: string
  handshakes: readonly TlsOutcome[]
  /** what the last good handshake settled */
  tls?: TlsFacts
  /** the first bytes of its first handshake */
  hello: Buffer
  /** how the client ended, where it has */
  end?: End
  /** the same as the dialogue has it */
  endText?: string
  /** who was logged in at the end */
  user?: string
}

/** What came of one launch of a client that met one of our servers. */
export interface Visit {
  sessions: readonly Session[]
  outcome: Outcome
  recording: Recording
  /** what it did so much of that it was cut off, as a clause */
  excess?: string
  /** what it asked the resolver, where it was told of one */
  asked: readonly Question[]
  /** of all its connections */
  cleartext: readonly Command[]
  inside: readonly Command[]
  /** whether it did so in one of them, inside TLS */
  pipelines: boolean
  /** whether it has done what it was asked to: a message was delivered, or it was logged in */
  worked: boolean
}

/** What a connection was, once it is over. */
export function sessionOf(peer: WatchedPeer, server: LineServer, connection: number, language: Language): Session {
  const all = peer.recording.events.filter((event) => event.connection === connection)
  const events = all.filter(({ side }) => side === 'C')
  const unprotected = bytesOf(events, (event) => event.layer === 'plaintext' && !event.secured)
  // a ClientHello that met no handshake of ours is no command
  const plaintext = plaintextOf(unprotected)
  // not in what stands in records: there is any byte to be found
  const old = sslv2HelloIn(plaintext)
  const sentInCleartext = old ? old.around : plaintext
  const inside = bytesOf(events, (event) => event.layer === 'plaintext' && event.secured === true)
  const raw = bytesOf(events, (event) => event.layer === 'tcp')
  const endNotes = events.flatMap((event) => (event.layer === 'note' && isEnd.test(event.text) ? [event.text] : []))
  const good = peer.handshakes.findLast((outcome) => outcome.ok)
  return {
    cleartext: commandsIn(sentInCleartext, language),
    // whom our server has asked to go on may do so
    inside: commandsIn(inside, language).map(({ continued, ...command }) =>
      continued && !asksToGoOn(all) ? { ...command, continued } : command,
    ),
    sentInCleartext,
    sentFirst: raw.subarray(0, helloStart(raw)),
    pipelines: events.some((event) => event.layer === 'plaintext' && event.secured && isGroup.test(latin1(event.data))),
    sentInside: inside.length,
    strayTls: peer.handshakes.length === 0 && plaintext.length < unprotected.length,
    besideTls: peer.besideTls,
    handshakes: peer.handshakes,
    ...(good?.ok && { tls: good.facts }),
    // plaintext stands before TLS: what follows it is the ClientHello
    hello: old?.hello ?? (peer.handshakes.length > 0 ? raw.subarray(unprotected.length) : Buffer.alloc(0)),
    end: peer.end,
    ...(peer.end && { endText: endNotes.at(-1) }),
    user: server.user,
  }
}

/** Whether our server has sent a continuation request inside TLS (RFC 3501, section 7.5), where the client speaks first. */
function asksToGoOn(events: readonly RecordedEvent[]): boolean {
  const first = events.findIndex((event) => event.layer === 'plaintext' && event.secured)
  const ours = events.slice(first).filter(({ side }) => side === 'S')
  return /^\+/m.test(bytesOf(ours, ({ layer }) => layer === 'plaintext').toString('latin1'))
}

/** Commands of one piece, which take PIPELINING (RFC 2920, section 3.1; RFC 2449, section 6.6). */
const isGroup = /^MAIL FROM:[^\n]*\nRCPT TO:|^USER [^\n]*\nPASS /im

const latin1 = (bytes: Buffer) => bytes.toString('latin1')

/** The notes that `endText` makes. */
const isEnd = /^(closes|resets) the connection$|^ends TLS$|^TLS alert |^sends what is no TLS/

/** The CLIENT-HELLO of SSL 2.0 in what a client has sent, and what stands around it; no text has such bytes. */
function sslv2HelloIn(bytes: Buffer): { hello: Buffer; around: Buffer } | undefined {
  const at = bytes.findIndex((byte, i) => byte >= 0x80 && sslv2Length(bytes.subarray(i)) !== undefined)
  if (at < 0) return undefined
  const end = at + sslv2Length(bytes.subarray(at))!
  return { hello: bytes.subarray(at, end), around: Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)]) }
}

function bytesOf(
  events: readonly RecordedEvent[],
  wanted: (event: Extract<RecordedEvent, { data: Buffer }>) => boolean,
) {
  return Buffer.concat(events.flatMap((event) => ('data' in event && wanted(event) ? [event.data] : [])))
}
