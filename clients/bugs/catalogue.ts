import { accountBugs } from './account/list.ts'
import type { ClientBug } from './bug.ts'
import { injectionBugs } from './injection/list.ts'
import { minimumBugs } from './minimum/list.ts'
import { tlsBugs } from './tls/list.ts'
import { upgradeBugs } from './upgrade/list.ts'

/** Every bug of the reference client. */
export const clientBugs: readonly ClientBug[] = [
  ...upgradeBugs,
  ...minimumBugs,
  ...injectionBugs,
  ...tlsBugs,
  ...accountBugs,
]
