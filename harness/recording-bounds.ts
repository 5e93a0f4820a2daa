import type { Side } from './recording.ts'

/** What is kept of one layer of what one side sends on one connection: more than any dialogue has, and no flood. */
const most = { bytes: 256 * 1024, events: 5000 }

/** What came beyond that. It goes on counting. */
export interface Unkept {
  layer: 'unkept'
  of: string
  bytes: number
  /** when the last of it came */
  until: number
}

interface Countable {
  layer: string
  data?: Buffer
  text?: string
}

/** Counts what is recorded, so that a peer that never stops does not fill our memory. */
export class RecordingBounds {
  readonly #counted = new Map<string, { bytes: number; events: number; unkept?: Unkept }>()

  /** Counts an event: undefined where it is to be kept; else what it was counted to, and whether that has just begun. */
  beyond(
    connection: number,
    side: Side,
    { layer, data, text }: Countable,
  ): { unkept: Unkept; isNew: boolean } | undefined {
    const key = `${connection} ${side} ${layer}`
    const counted = this.#counted.get(key) ?? { bytes: 0, events: 0 }
    this.#counted.set(key, counted)
    const bytes = data?.length ?? text?.length ?? 0
    counted.bytes += bytes
    counted.events += 1
    if (!counted.unkept && counted.bytes <= most.bytes && counted.events <= most.events) return undefined
    const isNew = !counted.unkept
    const unkept = (counted.unkept ??= { layer: 'unkept', of: layer, bytes: 0, until: 0 })
    unkept.bytes += bytes
    unkept.until = performance.now()
    return { unkept, isNew }
  }
}

/** How many lines of one connection are shown: of more, the first and the last. */
const shown = { first: 300, last: 100 }

/** Leaves out lines in the middle where there are too many; `gap` stands for them. */
export function leaveOut<Line>(lines: readonly Line[], gap: (left: number, before: Line) => Line): readonly Line[] {
  const left = lines.length - shown.first - shown.last
  if (left <= 0) return lines
  const before = lines.slice(0, shown.first)
  return [...before, gap(left, before.at(-1)!), ...lines.slice(-shown.last)]
}
