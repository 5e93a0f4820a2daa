import { bug } from '../bug.ts'
import { keeping } from './keeping.ts'

/** MAIL from before TLS goes on inside it. */
export const keepsTransaction = bug({
  name: 'keeps-transaction',
  violates: ['rfc3207-4.2-1'],
  patch: keeping('transaction'),
})
