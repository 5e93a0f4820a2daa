import { clauseOf } from '../../../harness/dialogue/received.ts'
import { traced } from './tls-clause.ts'
import { check } from '../../check.ts'

export const receivedGroup = check({
  id: 'rfc8314/server/received-group',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['rfc8314-4.3-4'],
  harms: ['sends-mail'],
  purpose: 'a group in the Received field has its registered name and is the one that was negotiated',
  async run(context) {
    const { field, facts } = await traced(context)
    const group = clauseOf(field, 'group')
    if (group === undefined) context.notApplicable('the field has no group clause')
    if (!facts.group) context.inconclusive('group-unknown', 'our side does not know which group was negotiated')
    context.expect(group === facts.group, `the clause says ${group}, the group is ${facts.group}`)
  },
})
