import { registeredClauses } from './clauses.ts'
import { submit } from './submitted.ts'
import { check } from '../../check.ts'

export const receivedClausesRegistered = check({
  id: 'rfc8314/server/received-clauses-registered',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['imp-rfc5321-4.4-30'],
  harms: ['sends-mail'],
  purpose: 'the Received field holds no clauses but those that are registered',
  async run(context) {
    const { field } = await submit(await context.connectSecurely(), context)
    const unknown = field.clauses.find(({ name }) => !registeredClauses.includes(name))
    context.expect(!unknown, `no clause "${unknown?.name}" is registered: "${field.text}"`)
  },
})
