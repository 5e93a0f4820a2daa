import type { ClientVariant } from '../bugs/bug.ts'
import { accountVariants } from './account/list.ts'
import { injectionVariants } from './injection/list.ts'
import { minimumVariants } from './minimum/list.ts'
import { tlsVariants } from './tls/list.ts'
import { upgradeVariants } from './upgrade/list.ts'

/** Every variant of the reference client. */
export const clientVariants: readonly ClientVariant[] = [
  ...upgradeVariants,
  ...minimumVariants,
  ...injectionVariants,
  ...tlsVariants,
  ...accountVariants,
]
