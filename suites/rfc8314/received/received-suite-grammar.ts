import { hexadecimal, traced } from './tls-clause.ts'
import { check } from '../../check.ts'

export const receivedSuiteGrammar = check({
  id: 'rfc8314/server/received-suite-grammar',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['rfc8314-4.3-lc1'],
  harms: ['sends-mail'],
  purpose: 'the tls clause is a suite name, or a number of four hexadecimal digits, and nothing else',
  async run(context) {
    const { suite } = await traced(context)
    const fits = /^0x/i.test(suite) ? hexadecimal.test(suite) : /^[A-Z][A-Z0-9_]*$/i.test(suite)
    context.expect(fits, `the grammar does not have "tls ${suite}"`)
  },
})
