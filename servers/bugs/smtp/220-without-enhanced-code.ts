import { bug } from '../bug.ts'

/** RFC 2034, section 4: the 220 to STARTTLS is neither greeting nor reply to EHLO. */
export const with220WithoutEnhancedCode = bug({
  name: '220-without-enhanced-code',
  violates: ['imp-rfc2034-4-d1'],
  patch: (Base) =>
    class extends Base {
      override say(text: string) {
        super.say(text.replace('220 2.0.0 Ready', '220 Ready'))
      }
    },
})
