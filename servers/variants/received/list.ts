import type { Variant } from '../../bugs/bug.ts'
import { deliveredThroughLmtp } from './delivered-through-lmtp.ts'
import { numbersTheSuite } from './numbers-the-suite.ts'
import { writesCommentsEverywhere } from './writes-comments-everywhere.ts'
import { writtenByTheGateway } from './written-by-the-gateway.ts'
import { writesNoReceivedField } from './writes-no-received-field.ts'
import { writesTheGroup } from './writes-the-group.ts'

/** Those of the trace field that submission servers write. */
export const receivedVariants: readonly Variant[] = [
  numbersTheSuite,
  writesTheGroup,
  writesCommentsEverywhere,
  writesNoReceivedField,
  deliveredThroughLmtp,
  writtenByTheGateway,
]
