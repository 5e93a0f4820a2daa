import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { rewriteWaivers } from './rewrite-waivers.ts'

const added = { check: 'a', endpoint: 'smtp', reason: 'TODO: "x": \u001b[31m' }
const add = [added]
const lines = `check: a
endpoint: smtp
reason: "TODO: \\"x\\": \\e[31m"
`
/** The new entry, as a list has it. */
const entry = (indent = '  ') => lines.replace(/^/gm, `${indent}  `).replace(`${indent}  `, `${indent}- `).trimEnd()

describe('A file of waivers', () => {
  test.for([
    ['an empty file', '', `waivers:\n${entry()}\n`],
    ['a comment', '# known\n', `# known\nwaivers:\n${entry()}\n`],
    ['an empty list', 'waivers: []\n', `waivers:\n${entry()}\n`],
    ['nothing under waivers', 'waivers: # none\n', `waivers:\n  # none\n${entry()}\n`],
    [
      'a list alone',
      '# known\n- check: b\n  reason: x # why\n',
      `# known\n- check: b\n  reason: x # why\n${entry('')}\n`,
    ],
    ['an empty list alone', '[]\n', `${entry('')}\n`],
  ])('takes new ones: %s', ([, before, after]) => {
    expect(rewriteWaivers(before!, { remove: [], add })).toBe(after)
  })

  test.for([
    ['syntax of JSON', '{ "waivers": [{ "check": "b", "reason": "x" }] }\n'],
    ['flow', 'waivers: [{ check: b, reason: x }]\n'],
    ['a document with marks', '%YAML 1.2\n---\nwaivers:\n  - check: b\n    reason: x\n...\n'],
    ['lines that end with CR LF', 'waivers:\r\n  - check: b\r\n    reason: x\r\n'],
    ['anchors', 'mailbox: &me x\nwaivers:\n  - &b { check: b, reason: *me }\n'],
  ])('takes new ones whatever its style: %s', ([, before]) => {
    const { waivers } = parse(rewriteWaivers(before!, { remove: [], add })) as { waivers: unknown }
    expect(waivers).toEqual([{ check: 'b', reason: 'x' }, added])
  })

  test('loses what is taken out, with its comments, and keeps the rest in order', () => {
    const before = `# top
endpoints: [ smtp://a ,imap://b]   # as typed

# known
waivers:
- check: one
  reason: "x"
# about two
- check: two
  reason: y
# about three
- check: three
  reason: z

# who
allow: [all]
# end
`
    expect(rewriteWaivers(before, { remove: [1], add })).toBe(
      before
        .replace('# about two\n- check: two\n  reason: y\n', '')
        .replace('reason: z\n', `reason: z\n${entry('')}\n`),
    )
    const none = rewriteWaivers(before, { remove: [0, 1, 2], add: [] })
    expect(none).toContain('# as typed\n\n# known\nwaivers: []\n\n# who\n')
  })

  test('keeps what stands above all of them', () => {
    const [before, after] = [
      '# known\n- check: one\n  reason: x\n- check: two\n  reason: y\n',
      '- check: two\n  reason: y\n',
    ]
    expect(rewriteWaivers(before, { remove: [0], add: [] })).toBe(`# known\n${after}`)
  })

  test('keeps the ends of its lines', () => {
    const before = 'waivers:\r\n  - check: b\r\n    reason: x\r\ntrust: ca.pem\r\n'
    expect(rewriteWaivers(before, { remove: [], add })).not.toMatch(/[^\r]\n/)
  })

  test.for(['', 'waivers:\n'])('loses nothing that others stand for: %j', (head) => {
    const text = `${head}- check: one\n  reason: &why x\n- check: two\n  reason: *why\n`
    expect(() => rewriteWaivers(text, { remove: [0], add: [] })).toThrow('expected no *why for what stands in a waiver')
    expect(parse(rewriteWaivers(text, { remove: [1], add: [] }))).toBeTruthy()
    expect(parse(rewriteWaivers(text, { remove: [0, 1], add }))).toBeTruthy()
  })

  test('is not one where its list is an alias', () => {
    expect(() => rewriteWaivers('others: &all []\nwaivers: *all\n', { remove: [], add })).toThrow(
      'expected a list under waivers, to add to, found an alias of one',
    )
  })
})
