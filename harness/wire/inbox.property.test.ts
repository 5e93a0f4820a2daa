import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { bytes, cut, lineOf, soup } from '../testing/arbitraries.ts'
import { fed, inboxOf } from '../testing/fed.ts'
import { outcomeOf, property, takesAnyLength } from '../testing/property.ts'
import { Inbox } from './inbox.ts'

const tokens = ['\r', '\n', '\r\n', 'a', '\0', '\x16', '\x16\x03\x01', '\x80']
const line = fc.tuple(lineOf(/[^]/), fc.constantFrom('CRLF', 'LF')).filter(([text]) => !text.endsWith('\r'))

/** The lines in these pieces, how each ended, and what is left behind them. */
async function linesIn(pieces: readonly Buffer[]) {
  const inbox = inboxOf(pieces)
  const lines: [string, string][] = []
  const end = await outcomeOf(async () => {
    for (;;) {
      const text = inbox.takeLine()
      if (text === undefined) await inbox.more()
      else lines.push([text, inbox.lineEnd])
    }
  })
  return { lines, end, left: inbox.take() }
}

describe('What is unread', () => {
  property(
    'Lines are taken as they were written, however TCP cut them',
    [fc.array(line), fc.nat()],
    async (lines, at) => {
      const all = Buffer.from(lines.map(([text, end]) => text + (end === 'LF' ? '\n' : '\r\n')).join(''), 'latin1')
      const place = at % (all.length + 1)
      const taken = await linesIn([all.subarray(0, place), all.subarray(place)])
      expect(taken).toEqual({ lines, end: expect.objectContaining({ code: 'ended' }), left: Buffer.alloc(0) })
    },
  )

  property('Any segmentation of the same bytes gives the same lines', [cut(soup(tokens, 60))], async (pieces) => {
    expect(await linesIn(pieces)).toEqual(await linesIn([Buffer.concat(pieces)]))
  })

  property('What stands before a ClientHello is the same, too', [cut(soup(tokens))], async (pieces) => {
    const all = Buffer.concat(pieces)
    const before = await inboxOf(pieces).plaintextBeforeTls()
    expect(before).toEqual(await inboxOf([all]).plaintextBeforeTls())
    expect(before).toEqual(all.subarray(0, before.length))
  })

  property(
    'Whatever is appended, put back and taken, nothing is lost, and nothing changes that was taken',
    [
      fc.array(
        fc.oneof(fc.record({ append: bytes() }), fc.record({ prepend: bytes(8) }), fc.record({ take: fc.nat(90) })),
      ),
    ],
    (steps) => {
      const inbox = new Inbox(new AbortController().signal)
      let held = ''
      const taken: [Buffer, string][] = []
      for (const step of steps) {
        if ('append' in step) held += step.append.toString('latin1')
        else if ('prepend' in step) held = step.prepend.toString('latin1') + held
        else {
          taken.push([inbox.take(step.take), held.slice(0, step.take)])
          held = held.slice(step.take)
        }
        if ('append' in step) inbox.append(step.append)
        if ('prepend' in step) inbox.prepend(step.prepend)
        expect(inbox.length).toBe(held.length)
        expect(inbox.peek().toString('latin1')).toBe(held)
        expect(inbox.hasLine()).toBe(held.includes('\n'))
      }
      for (const [bytes, text] of taken) expect(bytes.toString('latin1')).toBe(text)
    },
  )

  takesAnyLength(
    tokens,
    async (text) => {
      // a byte at a time is the worst that a peer can do
      const all = Buffer.from(text, 'latin1')
      const { line, exactly } = fed(all.keys().map((at) => all.subarray(at, at + 1)))
      await outcomeOf(() => exactly(text.length - 1))
      await outcomeOf(line)
    },
    { usual: 5, share: 1 / 400 },
  )
})
