import { expect, test } from 'vitest'
import { readsPlaintextInsideTls } from '../../../clients/bugs/injection/reads-plaintext-inside-tls.ts'
import { countsAnewInsideTls } from '../../../clients/variants/injection/counts-anew-inside-tls.ts'
import { run } from '../../../harness/run.ts'
import { referenceClientSubject } from '../../client-subject.ts'
import { injectionWholeReplyOfMailbox } from '../../rfc2595/client/injection-whole-reply.ts'

const keepsLines = readsPlaintextInsideTls.find(({ name }) => name === 'keeps-whole-lines-and-counts-anew')!

test.each([
  ['drops it', countsAnewInsideTls, 'pass'],
  ['believes it', keepsLines, 'fail'],
])('An answer to a tag that is the same in each session, and a client that %s', async (_, { patch }, verdict) => {
  const subject = referenceClientSubject({ patch })
  const { results } = await run(subject, [injectionWholeReplyOfMailbox], { places: ['imap'] })
  expect(results.map((result) => result.verdict)).toEqual([verdict])
})
