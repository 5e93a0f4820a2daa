import { createPrivateKey } from 'node:crypto'
import { gunzipSync, inflateSync } from 'node:zlib'

/** What was planted, to see whether it comes out anywhere: a text, or bytes. */
export interface Planted {
  /** what messages call it: what leaked is not told again */
  name: string
  secret: string | Buffer
}

/** Where one was found. */
export interface Leak {
  name: string
  /** how it was written, such as `base64 of utf8` */
  form: string
  /** what had to be undone to see it, such as `escapes` */
  view: string
}

/**
 * Finds planted secrets in an artefact, whatever was done to them: upper or lower case; UTF-8, Latin-1 and UTF-16; base64 at
 * each offset, standard and URL-safe; hex with separators; escapes of C, JSON, URLs, quoted-printable, HTML and XML, twice over;
 * broken over lines, as mail, JSON, HTML and the dialogues of a report do it; gzip and zlib.
 */
export function leaksIn(artefact: Buffer, planted: readonly Planted[]): Leak[] {
  const forms = indexOf(planted)
  const found = new Map<string, Leak>()
  for (const bytes of [artefact, ...unpacked(artefact)]) {
    for (const [view, text] of viewsOf(bytes.toString('latin1'))) {
      for (const { name, form } of occurrences(text, forms, view === 'hex digits')) {
        if (!found.has(name)) found.set(name, { name, form, view })
      }
    }
  }
  return [...found.values()]
}

/** A private key in PEM as secrets: each line of it, and the number that makes it private. */
export function plantedKey(name: string, pem: string): Planted[] {
  const lines = pem.split('\n').filter((line) => line.length >= 16 && !line.startsWith('-----'))
  const { d } = createPrivateKey(pem).export({ format: 'jwk' })
  return [
    ...lines.map((secret, index) => ({ name: `${name}, line ${index + 1}`, secret })),
    ...(d === undefined ? [] : [{ name: `${name}, its private number`, secret: Buffer.from(d, 'base64url') }]),
  ]
}

interface Form {
  name: string
  form: string
  text: string
  isHex: boolean
}

/** The forms of all that is planted, by the four characters that each begins with. */
function indexOf(planted: readonly Planted[]): Map<number, Form[]> {
  const byStart = new Map<number, Form[]>()
  for (const { name, secret } of planted) {
    for (const form of formsOf(name, secret)) {
      const start = hashAt(form.text, 3)
      byStart.set(start, [...(byStart.get(start) ?? []), form])
    }
  }
  return byStart
}

function formsOf(name: string, secret: string | Buffer): Form[] {
  return bytesOf(secret).flatMap(([encoding, bytes]) => {
    const text = bytes.toString('latin1')
    const once = withoutEscapes(text)
    // a secret may itself hold what looks like an escape, or what a view leaves out
    const texts = [text, once, withoutEscapes(once)].flatMap((each) => [each, withoutLineEnds(each)])
    const hex = bytes.toString('hex')
    return [
      ...[...new Set(texts)].map((each) => ({ form: encoding, text: each, isHex: false })),
      ...base64Forms(bytes).map((each) => ({ form: `base64 of ${encoding}`, text: each, isHex: false })),
      { form: `hex of ${encoding}`, text: hex, isHex: true },
      { form: `hex of ${encoding}`, text: hex, isHex: false },
    ].flatMap((each) => (folded(each.text).length < 4 ? [] : [{ ...each, name, text: folded(each.text) }]))
  })
}

function bytesOf(secret: string | Buffer): [encoding: string, Buffer][] {
  if (typeof secret !== 'string') return [['bytes', secret]]
  const little = Buffer.from(secret, 'utf16le')
  const all: [string, Buffer][] = [
    ['utf8', Buffer.from(secret)],
    ['utf16', little],
    ['utf16 big-endian', Buffer.from(little).swap16()],
  ]
  return Buffer.from(secret, 'latin1').toString('latin1') === secret
    ? [...all, ['latin1', Buffer.from(secret, 'latin1')]]
    : all
}

/** Behind 0, 1 or 2 other bytes, without the letters that these and what follows have a share in. */
function base64Forms(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const own = whole.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3))
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

function* occurrences(text: string, forms: Map<number, Form[]>, hexOnly: boolean): Generator<Form> {
  // nearly nothing gets past it
  const begins = new Uint8Array(1 << 16)
  for (const start of forms.keys()) begins[digest(start)] = 1
  let hash = 0
  for (let i = 0; i < text.length; i++) {
    hash = (hash << 8) | (text.charCodeAt(i) & 0xff)
    const begun = i >= 3 && begins[digest(hash)] === 1 ? forms.get(hash) : undefined
    if (!begun) continue
    for (const form of begun) if (form.isHex === hexOnly && text.startsWith(form.text, i - 3)) yield form
  }
}

function digest(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 16
}

/** Of the four characters that end at a place. */
function hashAt(text: string, last: number): number {
  let hash = 0
  for (let i = last - 3; i <= last; i++) hash = (hash << 8) | (text.charCodeAt(i) & 0xff)
  return hash
}

/** What may be read out of a text. */
function viewsOf(text: string): [view: string, text: string][] {
  const once = withoutEscapes(text)
  const twice = withoutEscapes(once)
  const views: [string, string][] = [
    ['as it is', text],
    ['escapes', once],
    ['escapes of escapes', twice],
    ['line ends', withoutLineEnds(text)],
    ['escapes and line ends', withoutLineEnds(twice)],
    ['markup, escapes and line ends', withoutLineEnds(withoutEscapes(text.replace(/<[^<>]*>/g, '')))],
    ['hex digits', twice.replace(/0x|\\x/gi, '').replace(/[^\da-f]/gi, '')],
    ['escaped hex digits', text.replace(/0x|\\x/gi, '').replace(/[^\da-f]/gi, '')],
  ]
  return views.map(([view, each]) => [view === 'escaped hex digits' ? 'hex digits' : view, folded(each)])
}

function folded(text: string): string {
  return text.replaceAll('\0', '').toLowerCase()
}

const escapes =
  /\\x([\da-f]{2})|\\u\{?([\da-f]{4})\}?|%([\da-f]{2})|=([\da-f]{2})|&#x([\da-f]{1,6});|&#(\d{1,7});|&(amp|lt|gt|quot|apos);|\\([nrt])|\\([0-7]{3})|\\([^\da-z])|=\r?\n/gi

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", n: '\n', r: '\r', t: '\t' }

function withoutEscapes(text: string): string {
  return text.replace(escapes, (_all, ...found: (string | undefined)[]) => {
    const [x, u, percent, quoted, entity, decimal, name, control, octal, escaped] = found
    const hex = x ?? u ?? percent ?? quoted ?? entity
    if (hex !== undefined) return character(Number.parseInt(hex, 16))
    if (decimal !== undefined) return character(Number(decimal))
    if (octal !== undefined) return character(Number.parseInt(octal, 8))
    return named[(name ?? control ?? '').toLowerCase()] ?? escaped ?? ''
  })
}

/** As the bytes of a file have it. */
function character(code: number): string {
  return code > 0xff && code <= 0x10ffff
    ? Buffer.from(String.fromCodePoint(code)).toString('latin1')
    : String.fromCharCode(code & 0xff)
}

/** Without the ends of lines and what a reply, a list in JSON, or a dialogue has around them; and without blanks and quotes. */
function withoutLineEnds(text: string): string {
  return text
    .replace(/(?:\s*\{\d+\+?\})?["',]*[ \t]*\r?\n[\s>|]*["']?(?:[\d. ]*[CS]: )?(?:\d{3}[- ]|[*+] )?/g, '')
    .replace(/[\s"',]+/g, '')
}

/** What gzip and zlib have packed, wherever it begins. */
function unpacked(bytes: Buffer): Buffer[] {
  const packed: Buffer[] = []
  for (let at = bytes.indexOf('1f8b08', 'hex'); at >= 0; at = bytes.indexOf('1f8b08', at + 1, 'hex')) {
    packed.push(...attempt(() => gunzipSync(bytes.subarray(at))))
  }
  if (bytes[0] === 0x78) packed.push(...attempt(() => inflateSync(bytes)))
  return packed
}

function attempt(work: () => Buffer): Buffer[] {
  try {
    return [work()]
  } catch {
    return []
  }
}
