import { expect, test } from 'vitest'
import { clientBugs } from '../clients/bugs/catalogue.ts'
import { clientVariants } from '../clients/variants/catalogue.ts'
import { bugs } from '../servers/bugs/catalogue.ts'
import { variants } from '../servers/variants/catalogue.ts'
import { isRequirementId, requirement } from './ledger.ts'

test('No two bugs or variants have one name', () => {
  const names = [...bugs, ...clientBugs, ...variants, ...clientVariants].map(({ name }) => name)
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
})

test.for([...bugs, ...clientBugs].map(({ name, violates }) => ({ name, violates })))(
  'The bug $name names requirements of the ledger',
  ({ violates }) => {
    for (const id of violates) expect(isRequirementId(id) && requirement(id).disposition.kind, id).toBe('checked')
  },
)
