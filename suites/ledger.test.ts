import { describe, expect, test } from 'vitest'
import frozen from './ledger.ids.json' with { type: 'json' }
import { isRequirementId, ledger, requirement, type Requirement } from './ledger.ts'
import { strength } from '../harness/requirement.ts'

const tally = (names: readonly string[]) =>
  Object.fromEntries([...new Set(names)].toSorted().map((name) => [name, names.filter((n) => n === name).length]))

/** Each requirement that refers to another, with that other. */
const references = (pick: (from: Requirement) => readonly Requirement['id'][]) =>
  ledger.flatMap((from) => pick(from).map((id) => ({ from, to: requirement(id) })))

const twins = references(({ disposition }) => (disposition.kind === 'same-as' ? disposition.as : []))
const replacements = references(({ disposition }) => (disposition.kind === 'replaced-by' ? [disposition.by] : []))
const feeding = references(({ feeds }) => feeds)
const entailing = references(({ entails }) => entails)
const failing = [...feeding, ...entailing]

describe('the set', () => {
  test('has 115 key-word clauses, 43 lower-case and 134 imported entries', () => {
    expect(tally(ledger.map((entry) => entry.class))).toEqual({ clause: 115, imported: 134, lowercase: 43 })
  })

  test('holds the frozen ids and key words, in that order', () => {
    expect(ledger.map(({ id, level }) => [id, level])).toEqual(Object.entries(frozen))
  })

  test('counts per disposition', () => {
    expect(tally(ledger.map((entry) => entry.disposition.kind))).toMatchInlineSnapshot(`
      {
        "checked": 209,
        "declared": 14,
        "definition": 7,
        "recorded": 36,
        "replaced-by": 7,
        "same-as": 19,
      }
    `)
  })
})

describe('the ids', () => {
  test('are literal types, so that a typo does not compile', () => {
    // @ts-expect-error: section 4.2 has seven key words
    const misses = () => requirement('rfc3207-4.2-8')
    expect(misses).toThrow('The ledger has no requirement "rfc3207-4.2-8": did you mean rfc3207-4.2-1?')
  })

  test('tell RFC and section', () => {
    expect(requirement('rfc3207-4.2-lc1')).toMatchObject({ rfc: 3207, section: '4.2' })
    expect(requirement('imp-rfc4422-A-d1')).toMatchObject({ rfc: 4422, section: 'A' })
  })

  test('can be told from what a user types', () => {
    expect(isRequirementId('rfc8314-4-6')).toBe(true)
    expect(isRequirementId('toString')).toBe(false)
  })
})

describe('the links', () => {
  test('every entry binds a role of ours, except what an AVAS proxy alone is told', () => {
    expect(ledger.filter((entry) => entry.roles.length === 0).map((entry) => entry.id)).toEqual(['rfc8314-6-lc1'])
  })

  test('RFC 8314, 8996, 8997 and 9325 do not bind SMTP relays', () => {
    const relays = ledger.filter(({ roles }) => roles.some((role) => role === 'smtp-server' || role === 'smtp-client'))
    expect(relays.filter(({ rfc }) => [8314, 8996, 8997, 9325].includes(rfc))).toEqual([])
  })

  test('a twin or a replacement is itself no twin, replaced nor a definition', () => {
    const kinds = [...twins, ...replacements].map(({ to }) => to.disposition.kind)
    expect(kinds.filter((kind) => ['same-as', 'replaced-by', 'definition'].includes(kind))).toEqual([])
  })

  test('twins and replacements speak for every role of the entry', () => {
    const spoken = [...twins, ...replacements]
    for (const { from } of spoken) {
      const roles = spoken.filter((link) => link.from === from).flatMap(({ to }) => to.roles)
      expect([from.id, ...roles]).toEqual(expect.arrayContaining([from.id, ...from.roles]))
    }
  })

  test('only lower-case and imported entries feed, only clauses entail', () => {
    expect(feeding.filter(({ from }) => from.class === 'clause')).toEqual([])
    expect(entailing.filter(({ from }) => from.class !== 'clause')).toEqual([])
  })

  test.for(failing.map(({ from, to }) => [from.id, to.id] as const))('%s may fail %s', ([fromId, toId]) => {
    const from = requirement(fromId)
    const to = requirement(toId)
    expect(to.class).toBe('clause')
    expect(['checked', 'later']).toContain(to.disposition.kind)
    expect(['checked', 'later']).toContain(from.disposition.kind)
    expect(from.roles.filter((role) => to.roles.includes(role))).not.toEqual([])
    expect(['must', 'should']).toContain(strength(to.level))
  })

  test('what is merely advised never fails a MUST', () => {
    const advice = failing.filter(({ from }) => ['should', 'may'].includes(strength(from.level)))
    expect(advice.filter(({ to }) => strength(to.level) === 'must')).toEqual([])
  })
})
