import { type Form, formsOf } from './forms.ts'
import { lineEnd, type NormalText, readingsOf, readingsOfSecret } from './normal-text.ts'

/** Characters of a text: from `begin` to before `end`. */
interface Range {
  begin: number
  end: number
}

/** What stands where a secret stood. */
export const redacted = '<redacted>'

/**
 * Takes secrets out of texts, however they are written there: in any case, escaped, in base64 or hex, cut in pieces over
 * lines, and by half. A text that holds none comes out as it went in.
 */
export class Redactor {
  readonly #secrets = new Map<string, Sought>()

  /** What takes these secrets out of a text, as far as there are some. */
  static of(...secrets: (string | undefined)[]): (text: string) => string {
    const redactor = new Redactor()
    for (const secret of secrets) redactor.hide(secret ?? '')
    return (text) => redactor.redact(text)
  }

  /** Names a secret: a password, or what is made of one. */
  hide(secret: string): void {
    if (secret !== '' && !this.#secrets.has(secret)) this.#secrets.set(secret, soughtFor(secret))
  }

  /** Takes over what another hides. */
  include(other: Redactor): void {
    for (const [secret, sought] of other.#secrets) this.#secrets.set(secret, sought)
  }

  redact(text: string): string {
    return replaceRanges(text, this.#find(text))
  }

  /** The same with the pieces of one text, in which a secret may be cut. */
  redactPieces(pieces: readonly string[]): string[] {
    const ranges = this.#find(pieces.join(''))
    if (ranges.length === 0) return [...pieces]
    let begin = 0
    let next = 0
    return pieces.map((piece) => {
      const end = begin + piece.length
      const own: Range[] = []
      while (next < ranges.length && ranges[next]!.begin < end) {
        const range = ranges[next]!
        own.push({ begin: Math.max(range.begin, begin) - begin, end: Math.min(range.end, end) - begin })
        if (range.end > end) break
        next += 1
      }
      begin = end
      return replaceRanges(piece, own)
    })
  }

  /** Where the secrets stand, in order and apart from each other, without the ends of lines within them. */
  #find(text: string): Range[] {
    if (this.#secrets.size === 0) return []
    const found: Range[] = []
    for (const reading of readingsOf(text)) {
      for (const sought of this.#secrets.values()) for (const range of occurrences(reading, sought)) found.push(range)
    }
    return merged(found).flatMap((range) => withoutLineEnds(text, range))
  }
}

function replaceRanges(text: string, ranges: readonly Range[]): string {
  let replaced = ''
  let last = 0
  for (const { begin, end } of ranges) {
    replaced += text.slice(last, begin) + redacted
    last = end
  }
  return replaced + text.slice(last)
}

/** The parts of a range between the ends of lines, which stay. */
function withoutLineEnds(text: string, { begin, end }: Range): Range[] {
  const parts: Range[] = []
  let from = begin
  for (const { index, 0: lineBreak } of text.slice(begin, end).matchAll(lineEnd)) {
    parts.push({ begin: from, end: begin + index })
    from = begin + index + lineBreak.length
  }
  return [...parts, { begin: from, end }].filter((part) => part.begin < part.end)
}

/** The forms of a secret, ready to be looked for. */
interface Sought {
  /** too short for pieces of them to be looked for */
  whole: readonly string[]
  /** where each four characters of the longer ones are: form and place */
  places: ReadonlyMap<number, readonly (readonly [form: Form, at: number])[]>
}

/** The same passwords are looked for in every check. */
const known = new Map<string, Sought>()
const mostKnown = 500

/** What is longer is no password, but a client that tries us out: it is looked for as it is. */
const longest = 512

/** So often four characters of a form are looked up: one that repeats itself is found by the first of them. */
const mostPlaces = 4

function soughtFor(secret: string): Sought {
  if (secret.length > longest) return { whole: readingsOfSecret(secret), places: new Map() }
  const before = known.get(secret)
  if (before) return before
  const forms = formsOf(secret)
  const long = forms.filter(({ least }) => least >= step + gram - 1)
  const places = new Map<number, (readonly [Form, number])[]>()
  for (const form of long) {
    for (let at = 0; at + gram <= form.text.length; at++) {
      const key = keyAt(form.text, at)
      const same = places.get(key) ?? []
      if (same.filter(([other]) => other === form).length === mostPlaces) continue
      same.push([form, at])
      places.set(key, same)
    }
  }
  const whole = forms.filter((form) => !long.includes(form)).map(({ text }) => text)
  const sought: Sought = { whole, places }
  if (known.size >= mostKnown) known.delete(known.keys().next().value!)
  known.set(secret, sought)
  return sought
}

/** A piece of eight characters holds four that begin at a multiple of five: only these are looked up. */
const gram = 4
const step = 5

function keyAt(text: string, at: number): number {
  return (
    (text.charCodeAt(at) << 24) ^
    (text.charCodeAt(at + 1) << 16) ^
    (text.charCodeAt(at + 2) << 8) ^
    text.charCodeAt(at + 3)
  )
}

function occurrences(reading: NormalText, { whole, places }: Sought): Range[] {
  const { text } = reading
  const found: Range[] = []
  for (const form of whole) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
      found.push(inOriginal(reading, at, at + form.length))
    }
  }
  // what is found already is not looked at again: a peer may have said it over and over
  let until = 0
  for (let at = 0; at + gram <= text.length; at = Math.max(at + step, until)) {
    for (const [form, place] of places.get(keyAt(text, at)) ?? []) {
      const [begin, end] = commonPiece(text, at, form.text, place)
      if (end - begin < form.least) continue
      const [from, to] = form.isBase64 ? wholeBase64(reading, begin, end) : [begin, end]
      found.push(inOriginal(reading, from, to))
      until = Math.max(until, to)
    }
  }
  return found
}

/** How far two texts are the same around two places. */
function commonPiece(text: string, at: number, other: string, place: number): [begin: number, end: number] {
  let before = 0
  while (before < at && before < place && text[at - before - 1] === other[place - before - 1]) before += 1
  let behind = 0
  while (at + behind < text.length && place + behind < other.length && text[at + behind] === other[place + behind]) {
    behind += 1
  }
  return [at - before, at + behind]
}

/** The letters at its ends hold some bits of it, too. */
function wholeBase64({ text, begins, ends }: NormalText, begin: number, end: number): [begin: number, end: number] {
  const isTogether = (at: number) => (ends?.[at - 1] ?? at) === (begins?.[at] ?? at)
  let [from, to] = [begin, end]
  while (/[\w+/]/.test(text[from - 1] ?? ' ') && isTogether(from)) from -= 1
  while (/[\w+/=]/.test(text[to] ?? ' ') && isTogether(to)) to += 1
  return [from, to]
}

function inOriginal({ begins, ends }: NormalText, begin: number, end: number): Range {
  return { begin: begins?.[begin] ?? begin, end: ends?.[end - 1] ?? end }
}

function merged(ranges: Range[]): Range[] {
  const all: Range[] = []
  for (const range of ranges.toSorted((a, b) => a.begin - b.begin || b.end - a.end)) {
    const last = all.at(-1)
    if (last && range.begin <= last.end) last.end = Math.max(last.end, range.end)
    else all.push({ ...range })
  }
  return all
}
