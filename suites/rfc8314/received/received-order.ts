import { ownClauses } from './clauses.ts'
import { submit } from './submitted.ts'
import { check } from '../../check.ts'

export const receivedOrder = check({
  id: 'rfc8314/server/received-order',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['imp-rfc5321-4.4-d1'],
  harms: ['sends-mail'],
  purpose: 'additional clauses of the Received field stand behind via, with, id and for',
  async run(context) {
    const { field } = await submit(await context.connectSecurely(), context)
    const names = field.clauses.map(({ name }) => name)
    const last = names.findLastIndex((name) => ownClauses.includes(name))
    const early = names.slice(0, last).find((name) => !ownClauses.includes(name))
    context.expect(!early, `${early} stands before ${names[last]}: "${field.text}"`)
  },
})
