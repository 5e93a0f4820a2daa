import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { cut, lineOf, mutated, soup } from '../testing/arbitraries.ts'
import { fed } from '../testing/fed.ts'
import { outcomeOf, property, takesAnyLength } from '../testing/property.ts'
import { Pop3Capabilities, Pop3Reply, readLines, readStatus } from './pop3-reply.ts'

const tokens = ['+OK', '-ERR', '+', ' ', '.', '..', '\r\n', '\n', '\r', 'STLS', 'SASL PLAIN', '\r\n.\r\n']
const text = lineOf(/[^\r\n]/)
const model = fc.record({
  status: fc.constantFrom('+OK' as const, '-ERR' as const, '+' as const),
  text,
  // dots at the beginning of lines are what stuffing is about
  lines: fc.array(fc.oneof(text, fc.constantFrom('', '.', '..', '.a')), { maxLength: 6 }),
  lineEnd: fc.constantFrom('\r\n', '\n'),
})
type Model = typeof model extends fc.Arbitrary<infer T> ? T : never

function written({ status, text, lines, lineEnd }: Model): string {
  const stuffed = lines.map((line) => (line.startsWith('.') ? `.${line}` : line))
  return [`${status} ${text}`, ...(status === '+OK' ? [...stuffed, '.'] : []), ''].join(lineEnd)
}

/** Every response in these pieces, those that are +OK with lines, and what ends them. */
async function repliesIn(pieces: readonly Buffer[]) {
  const peer = fed(pieces)
  const replies: Pop3Reply[] = []
  const end = await outcomeOf(async () => {
    for (;;) {
      const { status, text } = await readStatus(peer)
      replies.push(new Pop3Reply(status, text, status === '+OK' ? await readLines(peer) : undefined))
    }
  })
  return { replies, end }
}

/** What is promised of a response, whatever it was made of. */
function expectReply(reply: Pop3Reply) {
  const offered = new Pop3Capabilities(reply.lines ?? [])
  expect(reply.status).toMatch(/^(\+OK|-ERR|\+)$/)
  expect([reply.text, ...(reply.lines ?? [])].join('')).not.toContain('\n')
  expect(reply.accepted).toBe(reply.status !== '-ERR')
  expect(reply.challenge === undefined).toBe(reply.status !== '+')
  expect(reply.toString()).toMatch(/^[\x20-\x7e…]+$/)
  expect(reply.shape).toMatch(/^(\+OK|-ERR|\+)-?$/)
  expect(offered.startTls).toBe((reply.lines ?? []).some((line) => /^\s*STLS( |\s*$)/i.test(line)))
  for (const mechanism of offered.mechanisms) expect(mechanism).toBe(mechanism.toUpperCase())
}

describe('POP3 responses', () => {
  property('A response is read back as it was written, its dots unstuffed', [model], async (reply) => {
    const { replies } = await repliesIn([Buffer.from(written(reply), 'latin1')])
    expect(replies).toEqual([new Pop3Reply(reply.status, reply.text, reply.status === '+OK' ? reply.lines : undefined)])
  })

  property(
    'What CAPA lists is read back as it was written',
    [fc.array(fc.array(fc.stringMatching(/^[A-Z0-9-]{1,9}$/), { minLength: 1, maxLength: 3 }))],
    (lines) => {
      const offered = new Pop3Capabilities(lines.map((words) => words.join(' ')))
      expect(offered.mechanisms).toEqual(lines.filter(([name]) => name === 'SASL').flatMap(([, ...rest]) => rest))
      for (const [name = ''] of lines) expect(offered.includes(name)).toBe(true)
    },
  )

  property('Whatever comes is responses, and then an error of ours', [cut(soup(tokens))], async (pieces) => {
    const { replies, end } = await repliesIn(pieces)
    for (const reply of replies) expectReply(reply)
    expect(end).toHaveProperty('code')
  })

  property(
    'Any segmentation of the same bytes gives the same responses',
    [cut(mutated(fc.array(model, { maxLength: 3 }).map((replies) => replies.map(written).join(''))))],
    async (pieces) => {
      expect(await repliesIn(pieces)).toEqual(await repliesIn([Buffer.concat(pieces)]))
    },
  )

  takesAnyLength(tokens, async (text) => {
    expectReply(new Pop3Reply('+OK', text.replaceAll('\n', ''), [text.replaceAll('\n', '')]))
    await repliesIn([Buffer.from(text)])
  })
})
