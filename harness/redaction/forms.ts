import { folded, readingsOfSecret } from './normal-text.ts'

/** A secret as some text may have it, and how much of it, in one piece, is taken for it. */
export interface Form {
  text: string
  least: number
  isBase64: boolean
}

/** A piece shorter than that tells little, and is found by chance. */
const leastPiece = 8

/** How a secret may look in a reading of a text: as it is, in base64 at any offset, and in hex; each in several encodings. */
export function formsOf(secret: string): Form[] {
  const forms = new Map<string, Form>()
  const add = (text: string, isBase64: boolean) => {
    const least = text.length <= leastPiece ? text.length : Math.max(leastPiece, Math.ceil(text.length / 2))
    if (text !== '') forms.set(text, { text, least, isBase64 })
  }
  for (const bytes of encodingsOf(secret)) {
    for (const text of readingsOfSecret(bytes.toString('latin1'))) add(text, false)
    if (bytes.length * 2 >= leastPiece - 2) add(bytes.toString('hex'), false)
    for (const base64 of insideBase64(bytes)) {
      add(folded(base64), true)
      add(folded(base64.replaceAll('+', '-').replaceAll('/', '_')), true)
    }
  }
  for (const text of readingsOfSecret(secret)) add(text, false)
  return [...forms.values()]
}

function encodingsOf(secret: string): Buffer[] {
  const wide = Buffer.from(secret, 'utf16le')
  const all = [Buffer.from(secret), wide, Buffer.from(wide).swap16()]
  const narrow = Buffer.from(secret, 'latin1')
  return narrow.toString('latin1') === secret ? [...all, narrow] : all
}

/** What it looks like within base64 of something longer, by where it stands there; not where that is too short to tell. */
function insideBase64(secret: Buffer): string[] {
  return [0, 1, 2]
    .map((before) => {
      const base64 = Buffer.concat([Buffer.alloc(before), secret]).toString('base64')
      return base64.slice(Math.ceil((before * 8) / 6), Math.floor(((before + secret.length) * 8) / 6))
    })
    .filter((core) => core.length >= leastPiece)
}
