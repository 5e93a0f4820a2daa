import { bug } from '../bug.ts'

/** RFC 2034, section 4: the class is that of the reply. */
export const enhancedCodeOfAnotherClass = bug({
  name: 'enhanced-code-of-another-class',
  violates: ['imp-rfc2034-4-d1'],
  patch: (Base) =>
    class extends Base {
      override unknown(_line: string) {
        return '500 4.5.2 Command not recognized'
      }
    },
})
