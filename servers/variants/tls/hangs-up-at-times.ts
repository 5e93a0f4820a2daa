import { answering } from '../../bugs/answering.ts'
import { variantFamily } from '../../bugs/family.ts'

/** Ends the first connection on which the same few suites are offered, without a word: what a busy server does to anybody. */
export const hangsUpAtTimesVariants = variantFamily({
  name: 'hangs-up-at-times',
  endpoints: ['pop3s', 'imap', 'submissions'],
  patch: (Base) => {
    const seen = new Set<string>()
    const first = (suites: readonly number[]) => !seen.has(suites.join()) && seen.add(suites.join()).size > 0
    return answering(({ suites }) => suites.length <= 5 && first(suites) && Buffer.alloc(0))(Base)
  },
})
