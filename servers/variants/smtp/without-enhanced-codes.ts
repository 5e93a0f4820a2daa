import { variant } from '../../bugs/bug.ts'

/** RFC 2034 is an option. */
export const withoutEnhancedCodes = variant({
  name: 'without-enhanced-codes',
  setUps: ['default', 'tls-required', 'certificate-required'],
  patch: (Base) =>
    class extends Base {
      override extensions() {
        return super.extensions().filter((line) => line !== 'ENHANCEDSTATUSCODES')
      }
      override say(text: string) {
        super.say(text.replaceAll(/^(\d{3}[ -])[245]\.\d\.\d /gm, '$1'))
      }
    },
})
