import { withoutMechanism } from '../../bugs/accounts/mechanisms.ts'
import { variant } from '../../bugs/bug.ts'

/** Section 6: EXTERNAL may be used. */
export const offersNoExternal = variant({
  name: 'offers-no-external',
  setUps: ['client-certificates'],
  patch: withoutMechanism('EXTERNAL'),
})
