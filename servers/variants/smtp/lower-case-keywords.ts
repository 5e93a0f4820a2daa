import { variant } from '../../bugs/bug.ts'

/** Keywords are the same in any case (RFC 5321, section 2.4). */
export const lowerCaseKeywords = variant({
  name: 'lower-case-keywords',
  setUps: ['default', 'client-certificates'],
  patch: (Base) =>
    class extends Base {
      override extensions() {
        return super.extensions().map((line) => line.toLowerCase())
      }
    },
})
