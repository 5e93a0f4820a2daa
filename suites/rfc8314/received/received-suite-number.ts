import { suiteByName } from '../../../harness/hello/suites.ts'
import { traced } from './tls-clause.ts'
import { check } from '../../check.ts'

export const receivedSuiteNumber = check({
  id: 'rfc8314/server/received-suite-number',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['rfc8314-4.3-3'],
  harms: ['sends-mail'],
  purpose: 'a suite that is written as a number in the tls clause is the one that was negotiated',
  async run(context) {
    const { suite, facts } = await traced(context)
    if (!/^0x/i.test(suite)) context.notApplicable(`the suite is written as a name: ${suite}`)
    const code = suiteByName(facts.suite)?.code.toString(16).padStart(4, '0')
    const right = suite.toLowerCase() === `0x${code}`
    context.expect(right, `the clause says ${suite}, the suite is ${facts.suite}, 0x${code}`)
  },
})
