import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { cut, lineOf, mutated, soup } from '../testing/arbitraries.ts'
import { fed } from '../testing/fed.ts'
import { outcomeOf, property, takesAnyLength } from '../testing/property.ts'
import { EhloReply, readReply, SmtpReply } from './smtp-reply.ts'

const tokens = ['220', '250', '334', '421', '5', '-', ' ', '\r', '\n', '\r\n', '5.7.0', 'AUTH', '=', 'STARTTLS']
const text = lineOf(/[^\r\n]/)
const model = fc.record({
  code: fc.integer({ min: 200, max: 599 }),
  texts: fc.array(text, { minLength: 1, maxLength: 6 }),
  lineEnd: fc.constantFrom('\r\n', '\n'),
})

function written({ code, texts, lineEnd }: { code: number; texts: readonly string[]; lineEnd: string }): string {
  return texts.map((each, i) => `${code}${i < texts.length - 1 ? '-' : ' '}${each}${lineEnd}`).join('')
}

/** Every reply in these pieces, and what ends them. */
async function repliesIn(pieces: readonly Buffer[]) {
  const { line } = fed(pieces)
  const replies: SmtpReply[] = []
  const end = await outcomeOf(async () => {
    for (;;) replies.push(await readReply(line))
  })
  return { replies, end }
}

/** What is promised of a reply, whatever it was made of. */
function expectReply(reply: SmtpReply) {
  const ehlo = new EhloReply(reply.code, reply.texts)
  expect(reply.code).toSatisfy((code: number) => Number.isInteger(code) && code >= 200 && code <= 599)
  expect(reply.texts.length).toBeGreaterThan(0)
  expect(reply.texts.join('')).not.toContain('\n')
  expect(reply.toString()).toMatch(/^[2-5]\d\d[\x20-\x7e…]*$/)
  expect(reply.shape).toMatch(/^[2-5]\d\d-?$/)
  expect(reply.enhanced ?? '5.7.0').toMatch(/^[245]\.\d{1,3}\.\d{1,3}$/)
  expect(reply.challenge === undefined).toBe(reply.code !== 334)
  for (const mechanism of ehlo.mechanisms) expect(mechanism).toBe(mechanism.toUpperCase())
  expect(ehlo.listed).toHaveLength(reply.texts.length - 1)
  expect(ehlo.startTls).toBe(ehlo.extensions.some(([keyword]) => keyword === 'STARTTLS'))
}

describe('SMTP replies', () => {
  property('A reply is read back as it was written', [model], async (reply) => {
    const { replies } = await repliesIn([Buffer.from(written(reply), 'latin1')])
    expect(replies).toEqual([new SmtpReply(reply.code, reply.texts)])
  })

  property(
    'What EHLO lists is read back as it was written',
    [fc.array(fc.tuple(fc.stringMatching(/^[A-Z0-9-]{1,9}$/), fc.array(fc.stringMatching(/^[\w.+-]{1,9}$/))))],
    (extensions) => {
      const ehlo = new EhloReply(250, ['mail', ...extensions.map(([keyword, words]) => [keyword, ...words].join(' '))])
      expect(ehlo.extensions).toEqual(extensions.map(([keyword, words]) => [keyword, ...words]))
    },
  )

  property('Whatever comes is replies, and then an error of ours', [cut(soup(tokens))], async (pieces) => {
    const { replies, end } = await repliesIn(pieces)
    for (const reply of replies) expectReply(reply)
    expect(end).toHaveProperty('code')
  })

  property(
    'Any segmentation of the same bytes gives the same replies',
    [cut(mutated(fc.array(model, { maxLength: 4 }).map((replies) => replies.map(written).join(''))))],
    async (pieces) => {
      expect(await repliesIn(pieces)).toEqual(await repliesIn([Buffer.concat(pieces)]))
    },
  )

  takesAnyLength(tokens, async (text) => {
    expectReply(new SmtpReply(250, ['', text.replaceAll('\n', '')]))
    expectReply(await readReply(() => Promise.resolve(text)))
  })
})
