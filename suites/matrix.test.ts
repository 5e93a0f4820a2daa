import { beforeAll, describe, expect, test } from 'vitest'
import { bugs } from '../servers/bugs/catalogue.ts'
import { variants } from '../servers/variants/catalogue.ts'
import { allChecks } from './checks.ts'
import { isRequirementId, requirement } from './ledger.ts'
import { killMatrix, type Matrix } from './matrix.ts'

describe('The kill matrix', () => {
  let matrix: Matrix
  beforeAll(async () => {
    matrix = await killMatrix()
  }, 60_000)

  test.for(bugs.map(({ name }) => name))('The bug %s fails exactly the clauses that it violates', (name) => {
    const { missing, unexpected, inconclusive } = matrix.bugs.find((row) => row.name === name)!
    expect({ missing, unexpected, inconclusive }).toEqual({ missing: [], unexpected: [], inconclusive: [] })
  })

  test.for(variants.map(({ name }) => name))('The variant %s passes every check', (name) => {
    expect(matrix.variants.find((row) => row.name === name)).toEqual({ name, red: [], inconclusive: [] })
  })

  test.for(allChecks.filter(({ kind }) => kind === 'decides').map(({ id }) => id))('Some bug makes %s fail', (id) => {
    expect(matrix.checks.find((row) => row.id === id)?.killedBy).not.toEqual([])
  })

  test('No gate is broken', () => expect(matrix.broken).toEqual([]))

  test('Each class of attack has a bug that a single check sees', () => {
    const seenByOne = matrix.bugs.filter(({ red }) => red.length === 1).flatMap(({ red }) => red)
    expect([...new Set(seenByOne)].filter((id) => id.includes('injection')).toSorted()).toMatchInlineSnapshot(`
      [
        "rfc3207/server/injection-bare-lf",
        "rfc3207/server/injection-in-cleartext",
        "rfc3207/server/injection-late",
        "rfc3207/server/injection-long",
        "rfc3207/server/injection-partial-line",
        "rfc3207/server/injection-same-segment",
        "rfc3207/server/injection-split-keyword",
        "rfc3207/server/injection-transaction",
      ]
    `)
  })
})

test.for(bugs.map(({ name, violates }) => ({ name, violates })))(
  'The bug $name names requirements of the ledger',
  ({ violates }) => {
    for (const id of violates) expect(isRequirementId(id) && requirement(id).disposition.kind, id).toBe('checked')
  },
)
