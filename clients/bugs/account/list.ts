import type { ClientBug } from '../bug.ts'
import { discoveryBugs } from './discovery.ts'
import { laterBugs } from './later.ts'
import { nameBugs } from './names.ts'
import { pinningBugs } from './pinning.ts'
import { setUpBugs } from './set-up.ts'

/** Faults in setting up accounts from an address, and in what becomes of them. */
export const accountBugs: readonly ClientBug[] = [
  ...discoveryBugs,
  ...setUpBugs,
  ...nameBugs,
  ...laterBugs,
  ...pinningBugs,
]
