/** A text as secrets are looked for in it, and where in the original its characters came from. */
export interface NormalText {
  text: string
  /** where what a character was made of begins and ends; undefined where nothing was left out or undone */
  begins?: ArrayLike<number>
  ends?: ArrayLike<number>
}

/** The readings of a text, each of which may show a secret that the others do not. */
export function readingsOf(original: string): NormalText[] {
  const text = folded(original)
  const asItIs = rewritten({ text }, gap, () => '')
  const loose = mayBeLoose.test(text) ? [rewritten({ text }, looseGap, () => '')] : []
  return [asItIs, ...loose].flatMap(withoutEscapes)
}

function withoutEscapes(asItIs: NormalText): NormalText[] {
  const once = rewritten(asItIs, escape, unescape)
  if (once === asItIs) return withHex(asItIs)
  const twice = rewritten(once, escape, unescape)
  return [asItIs, ...(twice === once ? [] : [once]), ...withHex(twice)]
}

/** A secret as each of these readings would show it: it may itself hold what looks like an escape. */
export function readingsOfSecret(secret: string): string[] {
  return [...new Set(readingsOf(secret).map(({ text }) => text))]
}

function withHex(reading: NormalText): NormalText[] {
  const bare = rewritten(reading, separators, () => '')
  return bare === reading ? [reading] : [reading, bare]
}

/** The same characters, one for one, in small letters. */
export function folded(text: string): string {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** What begins a line of a reply, and what says how long a literal is. */
const begin = String.raw`(?:\d{3}[- ]|[*+] (?:ok )?|[+-](?:ok|err) )?[ \t]*`
const literal = String.raw`(?: ?\{\d+\+?\})?`

/** The end of a line, with what a reply or a literal puts around it. */
export const lineEnd = new RegExp(String.raw`${literal}\r?\n${begin}`, 'gi')

/** NULs are there in UTF-16. */
const gap = new RegExp(String.raw`\0|${lineEnd.source}`, 'gi')

/** Soft line ends of quoted-printable, lists, and lines that are quoted as one: elsewhere base64 may end so, and a password go on. */
const looseGap = new RegExp(String.raw`\0|, |${literal}(?: / |=?\r?\n)${begin}`, 'gi')
const mayBeLoose = /=\r?\n|, | \/ /

/** Those of C, JSON, URLs, quoted-printable and HTML, and IMAP's quoted characters. */
const escape =
  /\\x([\da-f]{2})|\\u([\da-f]{4})|%([\da-f]{2})|=([\da-f]{2})|&#x([\da-f]{1,6});|&#(\d{1,7});|&(amp|lt|gt|quot|apos);|\\([0-7]{3})|\\([^\da-z])/g

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescape(_all: string, ...groups: (string | undefined)[]): string {
  const [x, u, percent, quoted, entity, decimal, name, octal, itself] = groups
  const hex = x ?? u ?? percent ?? quoted ?? entity
  if (name !== undefined) return entities[name]!
  if (itself !== undefined) return itself
  const code =
    hex === undefined ? Number.parseInt(decimal ?? octal!, decimal === undefined ? 8 : 10) : Number.parseInt(hex, 16)
  if (code === 0 || code > 0x10ffff) return ''
  return folded(String.fromCodePoint(code))
}

/** What stands between pairs of hexadecimal digits. */
const separators = /(?<=[\da-f]{2})(?:[ ,:;-]{1,2}(?:0x)?|\\x)(?=(?:[\da-f]{2})+(?![\da-f]))/g

/** The text with what a pattern finds made into something else; the same object where it finds nothing. */
function rewritten(
  from: NormalText,
  pattern: RegExp,
  make: (all: string, ...groups: (string | undefined)[]) => string,
): NormalText {
  if (from.text.search(pattern) < 0) return from
  const pieces: string[] = []
  let last = 0
  // nothing is made into more than it was; a peer may have said a lot
  const begins = new Uint32Array(from.text.length)
  const ends = new Uint32Array(from.text.length)
  let length = 0
  const put = (begin: number, end: number) => {
    begins[length] = begin
    ends[length++] = end
  }
  const keep = (until: number) => {
    for (let i = last; i < until; i++) put(from.begins?.[i] ?? i, from.ends?.[i] ?? i + 1)
    pieces.push(from.text.slice(last, until))
  }
  for (const match of from.text.matchAll(pattern)) {
    const { index } = match
    const [all, ...groups] = match
    const made = make(all, ...groups)
    keep(index)
    last = index + all.length
    const [begin, end] = [from.begins?.[index] ?? index, from.ends?.[last - 1] ?? last]
    for (let i = 0; i < made.length; i++) put(begin, end)
    pieces.push(made)
  }
  keep(from.text.length)
  return { text: pieces.join(''), begins: begins.subarray(0, length), ends: ends.subarray(0, length) }
}
