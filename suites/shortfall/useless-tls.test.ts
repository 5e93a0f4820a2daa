import { expect, test } from 'vitest'
import {
  comesBackBehindARefusedLogin,
  comesBackWhereStarttlsIsCut,
  comesBackWhereTlsIsCut,
} from '../../clients/bugs/minimum/comes-back.ts'
import { run } from '../../harness/run.ts'
import { allChecks } from '../checks.ts'
import { referenceClientSubject } from '../client-subject.ts'

const bugs = [...comesBackBehindARefusedLogin, ...comesBackWhereStarttlsIsCut, ...comesBackWhereTlsIsCut]
const checks = allChecks.filter(({ id }) => /\/client\/(nothing-beside-tls|end-instead-of-tls)$/.test(id))

test.each(bugs)('$name is seen by one check alone', async ({ patch, place, name }) => {
  const { results } = await run(referenceClientSubject({ patch }), checks, { places: [place] })
  const failed = results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
  const seen = name.includes('starttls') ? 'end-instead-of-tls' : 'nothing-beside-tls'
  expect(failed).toEqual([expect.stringContaining(seen)])
})
