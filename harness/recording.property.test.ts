import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { escape, Recording, type Side } from './recording.ts'
import { bytes, cutAt, lineOf, places, soup } from './testing/arbitraries.ts'
import { leaksIn } from './testing/planted.ts'
import { property, takesAnyLength } from './testing/property.ts'

const record = '\x16\x03\x03\0\x04\x02\0\0\0'
const tokens = [
  '250 ok',
  '\r',
  '\n',
  '\r\n',
  record,
  '\x15\x03\x01\0\x02\x02\x28',
  '\x16',
  '\x16\x03\x01\xff\xff',
  '\x80\0\x01',
  '<',
  '\x1b',
]
const line = lineOf(/[\t -\xff]/)

type Said = { side: Side; data: Buffer } | { side: Side; text: string }

/** A recording of one connection on which these were said, and what was noted. */
function recorded(all: readonly Said[]): Recording {
  const recording = new Recording()
  const connection = recording.nextConnection()
  for (const { side, ...what } of all) {
    recording.add(connection, side, 'data' in what ? { layer: 'plaintext', ...what } : { layer: 'note', ...what })
  }
  return recording
}

const server = (data: Buffer) => ({ side: 'S' as const, data })
const said = soup(tokens)
  .filter((text) => text !== '')
  .map((text) => Buffer.from(text, 'latin1'))
const between = fc.oneof(
  line.map((text) => ({ side: 'C' as const, data: Buffer.from(`${text}\r\n`, 'latin1') })),
  fc.constant({ side: 'C' as const, text: 'starts TLS' }),
)

describe('Dialogues of recordings', () => {
  property(
    'A server’s lines are shown as it said them, however TCP cut them',
    [fc.array(line, { minLength: 1 }), places],
    (lines, places) => {
      const shown = lines.map((each) => `S: ${escape(each.replace(/^</, '\\x3c'))}`)
      expect(recorded(cutAt(`${lines.join('\r\n')}\r\n`, places).map(server)).dialogue()).toEqual(shown)
    },
  )

  property(
    'Any segmentation of the same bytes gives the same dialogue',
    [fc.array(fc.oneof(said, between), { maxLength: 6 }), places],
    (all, places) => {
      const whole = all.map((each): Said => (Buffer.isBuffer(each) ? server(each) : each))
      const pieces = whole.flatMap((each) =>
        'data' in each && each.side === 'S' ? cutAt(each.data, places).map(server) : [each],
      )
      expect(recorded(pieces).dialogue()).toEqual(recorded(whole).dialogue())
    },
  )

  property(
    'Whatever comes between the pieces of a line does not part it, and time does not go back',
    [fc.array(line, { minLength: 1 }), places, fc.array(fc.option(between))],
    (lines, places, others) => {
      const pieces = cutAt(`${lines.join('\n')}\n`, places)
      const mixed = pieces.flatMap((piece, i) => [server(piece), ...(others[i] ? [others[i]] : [])])
      const shown = recorded(mixed).lines()
      const said = shown.map(({ text }) => text).filter((text) => text.startsWith('S: '))
      expect(said).toEqual(recorded(pieces.map(server)).dialogue())
      for (const [i, { at }] of shown.entries()) expect(at).toBeGreaterThanOrEqual(shown[i - 1]?.at ?? 0)
    },
  )

  property(
    'Nothing in a dialogue does anything in a terminal',
    [fc.array(fc.tuple(fc.constantFrom('C', 'S'), soup(tokens)))],
    (all) => {
      const said = all.map(([side, text]) => ({ side, data: Buffer.from(text, 'latin1') }))
      for (const each of recorded(said).dialogue()) expect(each).toMatch(/^[CS]: [\x20-\x7e…]*$/)
    },
  )

  takesAnyLength(
    tokens,
    (text) => recorded([server(Buffer.from(text, 'latin1')), { side: 'C', data: Buffer.from(text, 'latin1') }]).lines(),
    { usual: 20 },
  )
})

describe('Secrets in recordings', () => {
  const secret = fc.string({ unit: 'grapheme', minLength: 8, maxLength: 24 })
  const forms: Record<string, (secret: Buffer) => string> = {
    'as it is': (secret) => secret.toString('latin1'),
    'in base64': (secret) => secret.toString('base64'),
    'in base64 for URLs': (secret) => secret.toString('base64url'),
    'in hex': (secret) => secret.toString('hex'),
    'in a URL': (secret) => encodeURIComponent(secret.toString()),
    'in capitals': (secret) => secret.toString('latin1').replace(/[a-z]/g, (each) => each.toUpperCase()),
  }
  for (const [form, write] of Object.entries(forms)) {
    property(
      `A secret that is sent ${form} does not come out, whatever stands around it and wherever it was cut`,
      [secret, fc.tuple(bytes(7), bytes(7)), places, fc.constantFrom<Side>('C', 'S')],
      (secret, [before, after], places, side) => {
        const around = form.includes('base64') ? [before, Buffer.from(secret), after] : [Buffer.from(secret)]
        const sent = `535 no ${write(Buffer.concat(around))} here\r\n`
        const planted = [{ name: form, secret }]
        expect(leaksIn(Buffer.from(sent, 'latin1'), planted)).toHaveLength(1)
        const recording = recorded(cutAt(sent, places).map((data) => ({ side, data })))
        recording.hide(secret)
        expect(leaksIn(Buffer.from(recording.dialogue().join('\n')), planted)).toEqual([])
      },
      { usual: 200, share: 1 / 5 },
    )
  }
})
