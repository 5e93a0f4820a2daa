import { recommended12, type Suite } from '../../../harness/hello/suites.ts'
import { check } from '../../check.ts'
import { chose, negotiates, offerSuites, offerSurely, offerVersion, textOf } from './offer.ts'
import { tlsRoles } from './roles.ts'

const { ecdsa, rsa }: Record<string, readonly Suite[]> = recommended12

export const recommendedSuites = check({
  id: 'rfc8314/server/recommended-suites',
  roles: tlsRoles,
  ports: 'any',
  decides: ['rfc8314-4-13', 'imp-rfc9325-4.2-1'],
  connections: 1,
  purpose: 'of the suites that are recommended for TLS 1.2 the server has one for the key of its certificate',
  async run(context) {
    const { expect, notApplicable, seen } = context
    const answer = await offerSuites(context, { suites: [...ecdsa, ...rsa] }, offerSurely)
    if (answer.kind === 'hello' && answer.version === 'TLSv1.2') {
      // for the record: the other one for the same kind of key
      const pair = [ecdsa, rsa].find((two) => two.some(({ name }) => name === answer.suite))!
      const others = pair.filter(({ name }) => name !== answer.suite)
      const missing = chose(await offerSuites(context, { suites: others }), 'TLSv1.2') ? [] : others
      return seen(missing.length > 0 ? 'one of two' : 'both', { missing: missing.map(({ name }) => name) })
    }
    const any = await offerVersion(context, 'TLSv1.2', offerSurely)
    expect(
      !chose(any, 'TLSv1.2'),
      `none of the recommended suites is taken (${textOf(answer)}): the server ${textOf(any)}`,
    )
    if (!(await negotiates(context, 'TLSv1.3'))) notApplicable('neither TLS 1.2 nor 1.3: rfc8314-4-12 judges that')
    seen('TLS 1.3 alone')
  },
})
