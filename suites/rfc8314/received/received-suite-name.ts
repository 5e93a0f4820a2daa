import { hexadecimal, tracedByVersion } from './tls-clause.ts'
import { check } from '../../check.ts'

export const receivedSuiteName = check({
  id: 'rfc8314/server/received-suite-name',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['rfc8314-4.3-2'],
  harms: ['sends-mail'],
  purpose: 'the tls clause holds the registered name of the suite that was negotiated',
  async run(context) {
    for (const { suite, facts } of await tracedByVersion(context)) {
      // a name that the server does not know may be written as a number: the next check looks at that
      if (hexadecimal.test(suite)) continue
      context.expect(suite === facts.suite, `the clause says ${suite}, ${facts.version} was run with ${facts.suite}`)
    }
  },
})
