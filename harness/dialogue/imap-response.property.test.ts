import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { cut, lineOf, mutated, soup } from '../testing/arbitraries.ts'
import { fed } from '../testing/fed.ts'
import { outcomeOf, property, takesAnyLength } from '../testing/property.ts'
import { ImapAnswer, ImapCapabilities, literalIn, readAnswer } from './imap-response.ts'

const tokens = [
  '*',
  '+',
  'm1',
  ' ',
  '\r\n',
  '\n',
  '\r',
  '{',
  '}',
  '{3}',
  '{0}\r\n',
  '{9999999999}',
  'OK',
  'BYE',
  'FETCH',
]
const word = fc.stringMatching(/^[A-Z0-9+=.-]{1,9}$/)
/** a line and what stands behind it: literals, each with what follows it */
const untagged = fc.record({
  start: fc.constantFrom('FETCH', 'LIST', 'SEARCH').chain((name) => lineOf(/[\w ]/).map((rest) => `${name} ${rest}`)),
  literals: fc.array(fc.tuple(lineOf(/[^]/, 12), lineOf(/[\w )]/)), { maxLength: 3 }),
})
const answer = fc.record({
  untagged: fc.array(untagged, { maxLength: 4 }),
  status: fc.constantFrom('OK', 'NO', 'BAD'),
  text: lineOf(/[^\r\n]/),
  lineEnd: fc.constantFrom('\r\n', '\n'),
})
type Model = typeof answer extends fc.Arbitrary<infer T> ? T : never

/** What an untagged response is read as: literals stand behind their announcements. */
function readAs({ start, literals }: Model['untagged'][number], lineEnd = '\r\n'): string {
  return literals.reduce((text, [literal, rest]) => `${text}{${literal.length}}${lineEnd}${literal}${rest}`, start)
}

function written({ untagged, status, text, lineEnd }: Model): string {
  return [...untagged.map((each) => `* ${readAs(each, lineEnd)}`), `m1 ${status} ${text}`, ''].join(lineEnd)
}

/** Every answer in these pieces, and what ends them. */
async function answersIn(pieces: readonly Buffer[]) {
  const peer = fed(pieces)
  const answers: ImapAnswer[] = []
  const end = await outcomeOf(async () => {
    for (;;) answers.push(await readAnswer(peer))
  })
  return { answers, end }
}

/** What is promised of an answer, whatever it was made of. */
function expectAnswer(answer: ImapAnswer) {
  expect(answer.tag).not.toBe('*')
  expect(answer.tag).toMatch(/^\S+$/)
  expect(answer.status).toMatch(/^[A-Z]*$/)
  expect(answer.text).not.toContain('\n')
  expect(answer.challenge === undefined).toBe(answer.tag !== '+')
  expect(answer.toString()).toMatch(/^[\x20-\x7e…]+$/)
  expect(answer.wording.endsWith(answer.text)).toBe(true)
  for (const text of answer.untagged) {
    literalIn(text)
    const { listed, mechanisms, startTls } = new ImapCapabilities(text)
    expect(listed).not.toContain('')
    expect(mechanisms.every((mechanism) => mechanism === mechanism.toUpperCase())).toBe(true)
    expect(startTls).toBe(listed.some((each) => each.toUpperCase() === 'STARTTLS'))
  }
}

describe('IMAP responses', () => {
  property('An answer is read back as it was written, with its literals', [answer], async (model) => {
    const { answers } = await answersIn([Buffer.from(written(model), 'latin1')])
    const untagged = model.untagged.map((each) => readAs(each))
    expect(answers).toEqual([new ImapAnswer({ tag: 'm1', text: `${model.status} ${model.text}` }, untagged)])
    const [first] = model.untagged
    expect(literalIn(untagged[0] ?? '')).toBe(first?.literals[0]?.[0])
  })

  property('Capabilities are read back as they were written', [fc.array(word)], (words) => {
    const read = new ImapCapabilities(words.join(' '))
    expect(read.listed).toEqual(words)
    expect(read.mechanisms).toEqual(words.filter((each) => /^AUTH=./.test(each)).map((each) => each.slice(5)))
  })

  property('Whatever comes is answers, and then an error of ours', [cut(soup(tokens))], async (pieces) => {
    const { answers, end } = await answersIn(pieces)
    for (const each of answers) expectAnswer(each)
    expect(end).toHaveProperty('code')
  })

  property(
    'Any segmentation of the same bytes gives the same answers',
    [cut(mutated(fc.array(answer, { maxLength: 3 }).map((answers) => answers.map(written).join(''))))],
    async (pieces) => {
      expect(await answersIn(pieces)).toEqual(await answersIn([Buffer.concat(pieces)]))
    },
  )

  takesAnyLength(tokens, async (text) => {
    expectAnswer(new ImapAnswer({ tag: 'm1', text: text.replaceAll('\n', '') }, [text]))
    await answersIn([Buffer.from(text)])
  })
})
