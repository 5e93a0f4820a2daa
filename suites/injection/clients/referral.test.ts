import { expect, test } from 'vitest'
import { actsOnWhatItHears } from '../../../clients/bugs/injection/acts-on-what-it-hears.ts'
import { run } from '../../../harness/run.ts'
import { referenceClientSubject } from '../../client-subject.ts'
import { injectionReferral } from '../../rfc8314/client/injection-referral.ts'

const bugs = actsOnWhatItHears.filter(({ name }) => name.startsWith('follows-referrals'))

test.each(bugs)('$name is seen', async ({ patch }) => {
  const { results } = await run(referenceClientSubject({ patch }), [injectionReferral], { places: ['imap'] })
  expect(results.map(({ verdict, reason }) => [verdict, reason?.text])).toEqual([
    ['fail', expect.stringContaining('sent AUTHENTICATE, SELECT there without TLS')],
  ])
})
