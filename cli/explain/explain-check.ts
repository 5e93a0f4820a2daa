import type { Check } from '../../harness/check.ts'
import { setUps } from '../../harness/subject.ts'
import { isRequirementId, requirement } from '../../suites/ledger.ts'
import type { Explanation } from './explanation.ts'
import { bugsCaughtBy } from './proof.ts'

/** What a check decides and how, and the bugs that it catches: it is run on them to find that out. */
export async function explainCheck(check: Check): Promise<Explanation> {
  const { id, kind, roles, requirements, setUp, harms, purpose } = check
  const caught = await bugsCaughtBy(check)
  const ofOperator = roles.every((role) => role === 'operator')
  const about = requirements.map((each) =>
    isRequirementId(each) ? `${each}, ${requirement(each).level}: ${requirement(each).summary}` : each,
  )
  return {
    title: `${id}: ${kind === 'decides' ? 'a check' : 'a check that records and never fails'}`,
    text: `It passes when ${purpose}.`,
    facts: {
      [kind]: about,
      plays: [ofOperator ? "a client of the operator's DNS and servers" : `the client of ${roles.join(', ')}`],
      // the operator has many servers, and no set-up
      'set-up': ofOperator ? [] : [`${setUp}: ${setUps[setUp]}`],
      harms: harms.length > 0 ? [`${harms.join(', ')}: needs --allow on a server that is not ours`] : ['none'],
      catches: caught.map(({ bug, found }) => `${bug}: ${found}`),
      run: [`mailtls certify --check ${id}`],
    },
    json: { kind: 'check', id, does: kind, roles, decides: requirements, setUp, harms, purpose, catches: caught },
  }
}
