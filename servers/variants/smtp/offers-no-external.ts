import { variant } from '../../bugs/bug.ts'

/** Section 6: EXTERNAL may be used. */
export const offersNoExternal = variant({
  name: 'offers-no-external',
  setUps: ['client-certificates'],
  patch: (Base) =>
    class extends Base {
      override mechanisms() {
        return super.mechanisms().filter((mechanism) => mechanism !== 'EXTERNAL')
      }
    },
})
