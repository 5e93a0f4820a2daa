import { bug } from '../bug.ts'
import { keeping } from './keeping.ts'

/** The argument of EHLO is the very example of section 4.2. */
export const keepsEhlo = bug({
  name: 'keeps-ehlo',
  violates: ['rfc3207-4.2-1'],
  patch: keeping('helo'),
})
