import type { ClientBug } from '../bug.ts'
import { clientCertificateBugs } from './client-certificates.ts'
import { daneBugs } from './dane.ts'
import { nameBugs } from './names.ts'
import { offerBugs } from './offers.ts'
import { pathBugs } from './paths.ts'

export const tlsBugs: readonly ClientBug[] = [
  ...pathBugs,
  ...nameBugs,
  ...offerBugs,
  ...clientCertificateBugs,
  ...daneBugs,
]
