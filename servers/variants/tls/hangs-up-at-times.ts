import { answering } from '../../bugs/answering.ts'
import { variantFamily } from '../../bugs/family.ts'

let hellos = 0

/** Ends every other connection that offers few suites, without a word: what a busy server does to anybody. */
export const hangsUpAtTimesVariants = variantFamily({
  name: 'hangs-up-at-times',
  endpoints: ['pop3s', 'imap', 'submissions'],
  patch: answering(({ suites }) => suites.length > 0 && suites.length <= 4 && ++hellos % 2 === 1 && Buffer.alloc(0)),
})
