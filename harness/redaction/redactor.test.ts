import { describe, expect, test } from 'vitest'
import { escape } from '../recording.ts'
import { Redactor } from './redactor.ts'

const password = `Kq7-"pä\\w<&>'%41{x} Zx93vT`
const bytes = Buffer.from(password)
const wide = Buffer.from(password, 'utf16le')
const pairs = bytes.toString('hex').match(/../g)!
const onTheWire = bytes.toString('latin1')
const base64 = (before: string, after = '') =>
  Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]).toString('base64')
const html = password.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

function redacting(...secrets: string[]): (text: string) => string {
  const redactor = new Redactor()
  for (const secret of secrets) redactor.hide(secret)
  return (text) => redactor.redact(text)
}

const forms: Record<string, string> = {
  'as it is': password,
  'in UTF-8': onTheWire,
  'in UTF-16': wide.toString('latin1').slice(0, -1),
  'in capitals': onTheWire.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
  'in base64': base64(''),
  'in a SASL response': base64('\0test\0'),
  'in a SASL response that acts for somebody': base64('admin\0test\0'),
  'in base64 of a line': base64('PASS ', '\r\n'),
  'in base64 of Latin-1': Buffer.from(password, 'latin1').toString('base64'),
  'in base64 of UTF-16': wide.toString('base64'),
  'in base64 for URLs': Buffer.concat([Buffer.from([0xff]), bytes]).toString('base64url'),
  'in base64 in capitals': base64('\0test\0').toUpperCase(),
  'in hex': pairs.join(''),
  'in capital hex with colons': pairs.join(':').toUpperCase(),
  'in a list of bytes': pairs.join(', 0x'),
  'in escapes of C': pairs.map((pair) => `\\x${pair}`).join(''),
  'in escapes of ours': escape(onTheWire),
  'in escapes of escapes': escape(onTheWire).replaceAll('\\', '\\\\'),
  'in a URL': encodeURIComponent(password),
  'in percent escapes throughout': pairs.map((pair) => `%${pair}`).join(''),
  'in quoted-printable': pairs.map((pair) => `=${pair.toUpperCase()}`).join(''),
  'in JSON': JSON.stringify(password).slice(1, -1),
  "in IMAP's quoted characters": password.replace(/["\\]/g, String.raw`\$&`),
  'in HTML': html,
  'in numeric entities': Array.from(password, (c) => `&#${c.codePointAt(0)};`).join(''),
}

describe.concurrent('A password is taken out of a text', () => {
  test.for(Object.entries(forms))('%s', ([, form], { expect }) => {
    expect(redacting(password)(`535 no ${form} here`)).toBe('535 no <redacted> here')
  })

  test('in pieces over the lines of a reply, which stay lines', ({ expect }) => {
    const reply = `535-no ${password.slice(0, 8)}\r\n535-${password.slice(8, 15)}\r\n535 ${password.slice(15)} here\r\n`
    expect(redacting(password)(reply)).toBe('535-no <redacted>\r\n535-<redacted>\r\n535 <redacted> here\r\n')
  })

  test('in pieces of a list, or of lines that are quoted as one', ({ expect }) => {
    const pieces = base64('').match(/.{1,10}/g)!
    expect(redacting(password)(`gone: SIZE, ${pieces.join(', ')}, DSN`)).toBe('gone: SIZE, <redacted>, DSN')
    expect(redacting(password)(`draws "535 ${pieces.join(' / ')}"`)).toBe('draws "535 <redacted>"')
  })

  test('in literals', ({ expect }) => {
    const response = `* LIST {8}\r\n${password.slice(0, 8)} {18}\r\n${password.slice(8)}`
    expect(redacting(password)(response)).toBe('* LIST {8}\r\n<redacted> {18}\r\n<redacted>')
  })

  test('in base64 with line ends', ({ expect }) => {
    const lines = base64('x'.repeat(60), 'y'.repeat(60)).replace(/.{76}/g, '$&\r\n')
    expect(redacting(password)(lines)).not.toContain(base64('x'.repeat(60)).slice(80, 90))
  })

  test('where half of it was cut off, before or behind', ({ expect }) => {
    const redact = redacting(password)
    expect(redact(`no ${password.slice(0, 15)}`)).toBe('no <redacted>')
    expect(redact(`no ${password.slice(-15)} here`)).toBe('no <redacted> here')
    expect(redact(`no ${base64('').slice(0, 24)}`)).toBe('no <redacted>')
  })

  test('all of the base64 that it is in, since its neighbours hold bits of it', ({ expect }) => {
    expect(redacting('correct-horse')('C: AUTH PLAIN AHRlc3QAY29ycmVjdC1ob3JzZQ==')).toBe('C: AUTH PLAIN <redacted>')
  })

  test('and the next line, or a blank, is no part of that', ({ expect }) => {
    const redact = redacting('correct-horse')
    expect(redact('250-Y29ycmVjdC1ob3JzZQ\r\n250-SIZE')).toBe('250-<redacted>\r\n250-SIZE')
    expect(redact('+ Y29ycmVjdC1ob3JzZQ ok')).toBe('+ <redacted> ok')
  })
})

describe.concurrent('What is no password stays', () => {
  const redact = redacting(password)

  test.for([
    '',
    '250 OK',
    'a\r\nb\r\n',
    password.slice(0, 9),
    'AUTH PLAIN AHRlc3QAb3RoZXItcGFzc3dvcmQ=',
    '\\x41 %41 &amp; =41',
  ])('%j', (text, { expect }) => {
    expect(redact(text)).toBe(text)
  })

  test('also where nothing is hidden', ({ expect }) => {
    expect(redacting('')('220 a')).toBe('220 a')
  })

  test('such as base64 that a short one is found in by chance', ({ expect }) => {
    const text = Buffer.from('a picture of a pwn').toString('base64')
    expect(redacting('pw')(text)).toBe(text)
  })
})

test('Several secrets are taken out, also where one holds the other', () => {
  expect(redacting('horse', 'correct-horse-battery')('a horse, a correct-horse-battery')).toBe(
    'a <redacted>, a <redacted>',
  )
})

describe('A peer that says a lot takes no longer than it must', () => {
  const once = base64('')
  const long = 'a'.repeat(60_000)
  const cases: Record<string, [text: string, ...secrets: string[]]> = {
    'without a secret': [
      '250-mail.example.org greets [127.0.0.1] \\x41 %20 =3D\r\n'.repeat(5000),
      password,
      'another one',
    ],
    'a password over and over': [password.repeat(8000), password],
    'a short one over and over': ['pw'.repeat(130_000), 'pw'],
    'base64 of it in one line': [once.repeat(7000), password],
    'what begins like it over and over': [password.slice(0, 12).repeat(20_000), password],
    'a password that repeats itself': ['a'.repeat(260_000), 'a'.repeat(500)],
    'what begins like one that repeats itself': [`${'a'.repeat(120)}b`.repeat(2000), 'a'.repeat(500)],
    'a password without end': [`PASS ${long}\r\n-ERR ${long}`, long],
    'hex without end': ['ab '.repeat(80_000), password],
  }
  test.for(Object.entries(cases))('%s', ([, [text, ...secrets]]) => {
    const redact = redacting(...secrets)
    const start = performance.now()
    const shown = redact(text)
    expect(performance.now() - start).toBeLessThan(2500)
    for (const secret of secrets) expect(shown).not.toContain(secret)
  })
})
