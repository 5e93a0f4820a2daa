import type { Recording, RecordedEvent, Side } from './recording.ts'

/** Who gives a check less time than that, in ms, knows what is short. */
const leastMs = 1000

/** How a deadline is told: what was said last, and how much of TLS has come behind it. */
export function lateText({ message }: Error, recording: Recording, theirs: Side): string {
  const { at: lastAt = 0, text: last } = recording.lines().at(-1) ?? {}
  if (!last && recording.events.length > 0) return `${message}: nothing was said on the connection`
  const bytes = bytesBehindDialogue(recording, theirs)
  const text = `${message}${last ? ` after "${last}"` : ''}${bytes > 0 ? `, though ${bytes} bytes of TLS came` : ''}`
  const [took, waited] = [recording.elapsed(), recording.elapsed() - lastAt]
  if (took < leastMs || waited > took / 2) return text
  // what was awaited last had only what the answers before it had left of the time
  return `${text}: ${Math.round(waited)} ms were left for it; --timeout gives longer, a lower --concurrency less to do`
}

/** How many bytes have come behind what the dialogue shows of the last connection: of TLS, which shows by what it protects. */
export function bytesBehindDialogue({ events }: Recording, theirs: Side): number {
  const connection = events.at(-1)?.connection
  const own = events.filter((event) => event.connection === connection)
  const shown = own.filter((event) => ['plaintext', 'note'].includes(layerOf(event)))
  const last = shown.reduce((latest, event) => Math.max(latest, endOf(event)), 0)
  const behind = own.filter((event) => event.side === theirs && layerOf(event) === 'tcp' && endOf(event) > last)
  return behind.reduce((sum, event) => sum + bytesOf(event), 0)
}

function layerOf(event: RecordedEvent): string {
  return event.layer === 'unkept' ? event.unkept.of : event.layer
}

function endOf(event: RecordedEvent): number {
  return event.layer === 'unkept' ? event.unkept.until : event.at
}

function bytesOf(event: RecordedEvent): number {
  if (event.layer === 'unkept') return event.unkept.bytes
  return 'data' in event ? event.data.length : 0
}
