import { generateKeyPairSync } from 'node:crypto'
import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { leaksIn, plantedKey } from './planted.ts'

const secret = `pä"ss\\wö rd<&>'%41{x}`
const planted = [{ name: 'the password', secret }]

const bytes = Buffer.from(secret)
const wide = Buffer.from(secret, 'utf16le')
const base64 = (before: string, after = '') =>
  Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]).toString('base64')
const hex = bytes.toString('hex')
const pairs = hex.match(/../g)!
const entities = Array.from(secret, (c) => `&#${c.codePointAt(0)};`).join('')
const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const quotedPrintable = pairs.map((pair) => `=${pair.toUpperCase()}`)

const forms: Record<string, string | Buffer> = {
  'as UTF-8': secret,
  'as Latin-1': Buffer.from(secret, 'latin1'),
  'as UTF-16': wide,
  'as UTF-16, big-endian': Buffer.from(wide).swap16(),
  'in capitals': secret.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
  'in base64': base64(''),
  'in base64, behind one byte': base64('x', 'and more'),
  'in base64, behind two': base64('\0a', '\0'),
  'in a SASL response': base64('admin\0test\0'),
  'in base64 of Latin-1': Buffer.from(`\0u\0${secret}`, 'latin1').toString('base64'),
  'in base64 of UTF-16': wide.toString('base64'),
  'in base64 for URLs': Buffer.concat([Buffer.from([0xff]), bytes]).toString('base64url'),
  'in base64 in lines': base64('x'.repeat(50), 'y'.repeat(50)).replace(/.{76}/g, '$&\r\n'),
  'in base64 in capitals': base64('\0test\0').toUpperCase(),
  'in hex': hex,
  'in capital hex with colons': pairs.join(':').toUpperCase(),
  'in hex with blanks, in lines': pairs.join(' ').replace(/.{24}/g, '$&\n    '),
  'in escapes of C': pairs.map((pair) => `\\x${pair}`).join(''),
  'in a list of bytes': pairs.map((pair) => `0x${pair}`).join(', '),
  'in percent escapes': encodeURIComponent(secret),
  'in percent escapes throughout': pairs.map((pair) => `%${pair}`).join(''),
  'in quoted-printable': quotedPrintable.join(''),
  'in quoted-printable with soft line ends': quotedPrintable.join('=\r\n'),
  'in JSON': JSON.stringify(secret),
  'in JSON in JSON': JSON.stringify(JSON.stringify(secret)),
  'in JSON in ASCII': JSON.stringify(secret).replace(/[\x80-\uffff]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
  'in HTML': html,
  'in HTML in JSON': JSON.stringify(html),
  'in numeric entities': entities,
  'in hexadecimal entities': Array.from(secret, (c) => `&#x${c.codePointAt(0)!.toString(16)};`).join(''),
  'in YAML': `password: "${secret.replace(/["\\]/g, String.raw`\$&`)}"`,
  'in two lines of a reply': `535-no ${secret.slice(0, 9)}\r\n535 ${secret.slice(9)} here`,
  'in two lines of a dialogue': JSON.stringify([`S: 535-${secret.slice(0, 9)}`, `S: 535 ${secret.slice(9)}`], null, 2),
  'in two lines of a page': `<li>S: ${html.slice(0, 8)}</li>\n<li>S: ${html.slice(8)}</li>`,
  'in literals': `* LIST {9}\r\n${secret.slice(0, 9)} {8}\r\n${secret.slice(9)}`,
  'in gzip': gzipSync(`a ${secret} b`),
  'in gzip behind something': Buffer.concat([Buffer.from('behind'), gzipSync(secret)]),
  'in zlib': deflateSync(secret),
}

describe.concurrent('What was planted is found', () => {
  test.for(Object.entries(forms))('%s', ([, form], { expect }) => {
    const around = [Buffer.from('first\nthen '), Buffer.from(form as string), Buffer.from(' last\n')]
    const artefact = typeof form === 'string' ? Buffer.concat(around) : form
    expect(leaksIn(artefact, planted)).toMatchObject([{ name: 'the password' }])
  })
})

describe.concurrent('What is only nearly the same is not', () => {
  const near = secret.replace('rd', 'rt')
  test.for(
    Object.entries({
      'another word': near,
      'a part of it': secret.slice(0, -1),
      'its base64': Buffer.from(`\0test\0${near}`).toString('base64'),
      'its hex': Buffer.from(near).toString('hex'),
      'its escapes': encodeURIComponent(near),
      'turned round': Array.from(secret).toReversed().join(''),
      nothing: '',
    }),
  )('%s', ([, text], { expect }) => {
    expect(leaksIn(Buffer.from(text), planted)).toEqual([])
  })
})

test('A private key is found by any of its lines, and by its number', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const { d } = privateKey.export({ format: 'jwk' })
  const key = plantedKey('the key', pem)
  expect(leaksIn(Buffer.from(pem), key).map(({ name }) => name)).toContain('the key, line 1')
  expect(leaksIn(Buffer.from(pem.split('\n')[2]!), key)).toMatchObject([{ name: 'the key, line 2' }])
  const text = Buffer.from(d!, 'base64url').toString('hex').match(/../g)!.join(':')
  expect(leaksIn(Buffer.from(text), key)).toMatchObject([{ name: 'the key, its private number' }])
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  expect(leaksIn(Buffer.from(publicKey.export({ type: 'spki', format: 'pem' })), key)).toEqual([])
})
