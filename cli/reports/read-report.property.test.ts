import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { mutated, soup } from '../../harness/testing/arbitraries.ts'
import { folderForTests } from '../../harness/testing/folders.ts'
import { fromFiles, outcomeOf, property, takesAnyLength } from '../../harness/testing/property.ts'
import { verdicts } from '../../harness/verdict.ts'
import { sampleReport, sampleResult } from '../testing/sample-report.ts'
import { readReport } from './read-report.ts'

const file = join(folderForTests(), 'report.json')

const line = fc.tuple(fc.constantFrom('C: ', 'S: '), fc.string()).map((parts) => parts.join(''))
const result = fc
  .tuple(fc.constantFrom(...verdicts), fc.array(line, { maxLength: 5 }), fc.string({ minLength: 1 }))
  .map(([verdict, dialogue, text]) =>
    sampleResult('rfc3207/server/starttls-works', ['rfc3207-4-1'], verdict, {
      dialogue,
      times: dialogue.map((_, at) => ({ at, connection: 1 })),
      ...(verdict !== 'pass' && { reason: { code: 'x', text } }),
    }),
  )
const report = fc.array(result, { maxLength: 2 }).map((results) => sampleReport(results))
/** the same with few requirements, so that a change finds another place */
const small = report.map(({ requirements, ...rest }) => ({ ...rest, requirements: requirements.slice(0, 2) }))

function read(content: string | Buffer) {
  writeFileSync(file, content)
  return readReport(file)
}

/** The same with something else at one place. */
function changed(value: unknown, path: readonly number[], other: unknown): unknown {
  const [first, ...rest] = path
  if (first === undefined || typeof value !== 'object' || value === null) return other
  const keys = Object.keys(value)
  const key = keys[first % keys.length]
  if (key === undefined) return other
  if (Array.isArray(value)) return value.with(Number(key), changed(value[Number(key)], rest, other))
  return { ...value, [key]: changed((value as Record<string, unknown>)[key], rest, other) }
}

describe('Reports that are read back', () => {
  property(
    'A report is read as it was written',
    [report],
    (report) => {
      expect(read(JSON.stringify(report))).toEqual(JSON.parse(JSON.stringify(report)))
    },
    { usual: 50, share: 1 / 20 },
  )

  property(
    'With anything else at any place it is a report all the same, or wrong usage',
    [small, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), fc.jsonValue()],
    async (report, path, other) => {
      const value = changed(JSON.parse(JSON.stringify(report)), path, other)
      const outcome = await outcomeOf(() => read(JSON.stringify(value)))
      if ('code' in outcome)
        expect(outcome).toMatchObject({ code: 'usage', message: expect.stringContaining('expected a') })
      else expect(outcome.value).toEqual(JSON.parse(JSON.stringify(value)))
    },
    { ...fromFiles, share: 1 / 2 },
  )

  const tokens = [
    '{',
    '}',
    '[',
    ']',
    '"schema":',
    '"mailtls/report/1"',
    ':',
    ',',
    '"',
    '\\',
    '1',
    'null',
    '"__proto__":',
    '\n',
  ]
  property(
    'Whatever stands in the file, it is a report or wrong usage',
    [
      fc.oneof(
        soup(tokens).map((text) => Buffer.from(text)),
        mutated(small.map((report) => JSON.stringify(report))),
      ),
    ],
    async (content) => {
      const outcome = await outcomeOf(() => read(content))
      if ('code' in outcome) expect(outcome.code).toBe('usage')
      else expect(outcome.value.schema).toBe('mailtls/report/1')
    },
    { ...fromFiles, share: 1 / 2 },
  )

  takesAnyLength(tokens, read)
})
