import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { stringify } from 'yaml'
import { mutated, soup } from '../../harness/testing/arbitraries.ts'
import { folderForTests } from '../../harness/testing/folders.ts'
import { fromFiles, outcomeOf, property, takesAnyLength } from '../../harness/testing/property.ts'
import { allChecks } from '../../suites/checks.ts'
import { ledger } from '../../suites/ledger.ts'
import { readWaivers } from './read-waivers.ts'
import { rewriteWaivers } from './rewrite-waivers.ts'

const file = join(folderForTests(), 'waivers.yaml')

const text = fc.string({ minLength: 1, maxLength: 20 })
const requirement = fc.constantFrom(
  ...ledger.filter(({ disposition }) => disposition.kind === 'checked').map(({ id }) => id),
)
const check = fc.constantFrom(...allChecks.filter(({ kind }) => kind === 'decides').map(({ id }) => id))
const rest = fc.record(
  {
    reason: text.filter((each) => /\S/.test(each)),
    owner: text,
    endpoint: text,
    subject: text,
    expires: fc
      .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    signature: text,
  },
  { requiredKeys: ['reason'] },
)
const waiver = fc.oneof(
  fc.tuple(requirement, rest).map(([requirement, rest]) => ({ requirement, ...rest })),
  fc.tuple(check, rest).map(([check, rest]) => ({ check, ...rest })),
)
const waivers = fc.array(waiver, { maxLength: 4 })
/** a list alone, or what a configuration has, with a comment beside; in lines that end so */
const form = fc.record({
  inMap: fc.boolean(),
  flow: fc.boolean(),
  comment: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
})
type Form = typeof form extends fc.Arbitrary<infer T> ? T : never

function written(list: readonly object[], { inMap, flow, comment, lineEnd }: Form): string {
  const options = { collectionStyle: flow ? ('flow' as const) : ('block' as const), lineWidth: 0 }
  const yaml = stringify(inMap ? { waivers: list } : list, options)
  return `${comment ? '# known failures\n' : ''}${yaml}`.replaceAll('\n', lineEnd)
}

function read(content: string | Buffer) {
  writeFileSync(file, content)
  return readWaivers(file, true).waivers.map(({ at, ...waiver }) => {
    expect(at).toMatch(/^waivers\.yaml:\d+:\d+$/)
    return waiver
  })
}

describe('Waivers', () => {
  property(
    'Waivers are read as they were written',
    [waivers, form],
    (list, form) => {
      expect(read(written(list, form))).toEqual(list)
    },
    fromFiles,
  )

  property(
    'Where some are taken out and some put in, the others stay what they are',
    [waivers, waivers, fc.array(fc.nat(3)), form],
    (list, add, numbers, form) => {
      const remove = [...new Set(numbers.filter((each) => each < list.length))]
      const after = rewriteWaivers(written(list, form), { remove, add })
      expect(read(after)).toEqual([...list.filter((_, i) => !remove.includes(i)), ...add])
      expect(after.includes('# known failures')).toBe(form.comment)
      if (form.lineEnd === '\r\n') expect(after).not.toMatch(/[^\r]\n/)
    },
    fromFiles,
  )

  const tokens = [
    'waivers',
    'check: ',
    'requirement: ',
    'reason: x',
    '- ',
    '\n',
    '  ',
    '[',
    ']',
    '{',
    '}',
    '&a ',
    '*a',
    '#',
    '"',
    'expires: ',
  ]
  property(
    'Whatever stands in it is waivers, or wrong usage',
    [
      fc.oneof(
        soup(tokens).map((text) => Buffer.from(text)),
        mutated(fc.tuple(waivers, form).map(([list, form]) => written(list, form))),
      ),
    ],
    async (content) => {
      const outcome = await outcomeOf(() => read(content))
      if ('code' in outcome) return expect(outcome.code).toBe('usage')
      const removed = await outcomeOf(() => read(rewriteWaivers(content.toString(), { remove: [0], add: [] })))
      if ('value' in removed) expect(removed.value).toEqual(outcome.value.slice(1))
      else expect(removed.code).toBe('usage')
    },
    fromFiles,
  )

  takesAnyLength(tokens, (content) => read(content.slice(0, 16 * 1024)), { usual: 20, share: 1 / 100 })
})
