import { isClientRole } from '../harness/place.ts'
import { serverSubjects } from './catalogue.ts'
import { allChecks } from './checks.ts'
import { holdAgainstExpected } from './testing/held-against.ts'

holdAgainstExpected(
  serverSubjects,
  allChecks.filter(({ roles }) => !roles.some(isClientRole)),
)
