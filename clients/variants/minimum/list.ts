import type { ClientVariant } from '../../bugs/bug.ts'
import { asksForUnlistedTls, comesBackOnce, demandsTlsAlways, leavesClosingToTheServer } from './ways.ts'

/** Clients that keep to their minimum in other ways. */
export const minimumVariants: readonly ClientVariant[] = [
  ...asksForUnlistedTls,
  ...comesBackOnce,
  ...leavesClosingToTheServer,
  ...demandsTlsAlways,
]
