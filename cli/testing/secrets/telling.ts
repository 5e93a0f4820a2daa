/** Ways to write a text that has a character for each byte. */
export const tellings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `unknown: "${text.toUpperCase()}"`,
  base64,
  (text) => base64(`x${text} and more`),
  (text) => bytes(text).toString('base64url'),
  (text) => Buffer.from(bytes(text).toString(), 'utf16le').toString('base64'),
  (text) => pairs(text).join(''),
  (text) => pairs(text).join(':').toUpperCase(),
  (text) => pairs(text).join(' '),
  (text) => escaped(text, '\\x'),
  (text) => `<http://x.test/?${encodeURIComponent(bytes(text).toString())}>`,
  (text) => escaped(text.toUpperCase(), '='),
  (text) => JSON.stringify({ said: text }),
  (text) => Array.from(text, (c) => `&#${c.charCodeAt(0)};`).join(''),
  // most of it
  (text) => `${text.slice(0, Math.ceil(text.length * 0.8))}...`,
]

function bytes(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

function base64(text: string): string {
  return bytes(text).toString('base64')
}

function pairs(text: string): string[] {
  return bytes(text).toString('hex').match(/../g) ?? []
}

function escaped(text: string, mark: string): string {
  return pairs(text)
    .map((pair) => `${mark}${pair}`)
    .join('')
}

/** In pieces of so many characters. */
export function cut(text: string, length: number): string[] {
  return text.match(new RegExp(`.{1,${length}}`, 'gs')) ?? []
}
