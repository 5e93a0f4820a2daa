import type { BytesEvent, NoteEvent, RecordedEvent, UnkeptEvent } from './recording.ts'
import { ByteQueue } from './wire/byte-queue.ts'
import { startsLikeTls } from './wire/tls-records.ts'

const nothing = Buffer.alloc(0)

/**
 * What a dialogue shows of one connection: notes; each write of the client, since where it cuts is the attack; and what a
 * server says in whole lines and TLS records, wherever TCP cut them and whatever came in between, each where it ended. What
 * a server leaves unfinished stands where that came.
 */
export function shownEvents(events: readonly RecordedEvent[]): (BytesEvent | NoteEvent)[] {
  const shown: (BytesEvent | NoteEvent)[] = []
  let begun: Begun | undefined
  for (const event of events) {
    // what is said inside a session does not go on with what came before it
    if (event.layer === 'session' || event.layer === 'unkept') begun = undefined
    if (event.layer === 'unkept') shown.push(...noteOf(event))
    else if (event.layer === 'note' || (event.layer === 'plaintext' && event.side === 'C')) shown.push(event)
    else if (event.layer === 'plaintext') {
      if (begun?.secured !== event.secured) begun = undefined
      begun ??= { bytes: new ByteQueue(), withoutEnd: 0, secured: event.secured }
      if (begun.shown) begun.shown.data = nothing
      begun.bytes.append(event.data)
      for (let length = unitIn(begun); length > 0; length = unitIn(begun)) {
        shown.push({ ...event, data: begun.bytes.take(length) })
        begun.withoutEnd = 0
      }
      begun.shown = { ...event, data: begun.bytes.peek() }
      shown.push(begun.shown)
    }
  }
  return joined(shown)
}

/** What a server has begun to say. */
interface Begun {
  bytes: ByteQueue
  /** how many of these bytes hold no line end */
  withoutEnd: number
  secured?: boolean
  /** where that is shown, unless it goes on */
  shown?: BytesEvent
}

/** How long the line or the record is that the bytes begin with; 0 where that is not over. */
function unitIn(begun: Begun): number {
  const bytes = begun.bytes.peek()
  if (startsLikeTls(bytes)) {
    const length = bytes.length < 5 ? Infinity : 5 + bytes.readUInt16BE(3)
    return length <= bytes.length ? length : 0
  }
  const end = bytes.indexOf(0x0a, begun.withoutEnd)
  if (end < 0) begun.withoutEnd = bytes.length
  return end + 1
}

/** What a server says in a row, lines or records, is one. */
function joined(events: readonly (BytesEvent | NoteEvent)[]): (BytesEvent | NoteEvent)[] {
  const rows: { event: BytesEvent | NoteEvent; kind?: string; pieces: Buffer[] }[] = []
  for (const event of events) {
    if (event.layer === 'note' || event.side === 'C') rows.push({ event, pieces: [] })
    else if (event.data.length > 0) {
      const kind = `${startsLikeTls(event.data)} ${event.secured}`
      const last = rows.at(-1)
      if (last?.kind === kind) last.pieces.push(event.data)
      else rows.push({ event, kind, pieces: [event.data] })
    }
  }
  return rows.map(({ event, kind, pieces }) => (kind ? { ...event, data: Buffer.concat(pieces) } : { ...event }))
}

/** What was not kept, where it would have been shown. */
function noteOf({ unkept, ...when }: UnkeptEvent): NoteEvent[] {
  if (unkept.of === 'note') return [{ ...when, layer: 'note', text: 'more follows of that kind, and is left out here' }]
  return unkept.of === 'plaintext' ? [{ ...when, layer: 'note', text: `${unkept.bytes} bytes more` }] : []
}
