import { submit } from './submitted.ts'
import { check } from '../../check.ts'

export const receivedGroupPlace = check({
  id: 'rfc8314/server/received-group-place',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['rfc8314-4.3-lc2'],
  harms: ['sends-mail'],
  purpose: 'a group in the Received field stands directly behind the suite',
  async run(context) {
    const { field } = await submit(await context.connectSecurely(), context)
    const names = field.clauses.map(({ name }) => name)
    const group = names.indexOf('group')
    if (group < 0) context.notApplicable('the field has no group clause')
    context.expect(names[group - 1] === 'tls', `the group does not follow a tls clause: "${field.text}"`)
  },
})
