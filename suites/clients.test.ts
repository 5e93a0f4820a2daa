import { isClientRole } from '../harness/place.ts'
import { clientSubjects } from './catalogue.ts'
import { allChecks } from './checks.ts'
import { holdAgainstExpected } from './testing/held-against.ts'

holdAgainstExpected(
  clientSubjects,
  allChecks.filter(({ roles }) => roles.some(isClientRole)),
)
