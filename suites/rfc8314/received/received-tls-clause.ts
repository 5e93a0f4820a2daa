import { clauseOf } from '../../../harness/dialogue/received.ts'
import { submit } from './submitted.ts'
import { check } from '../../check.ts'

export const receivedTlsClause = check({
  id: 'rfc8314/server/received-tls-clause',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['rfc8314-4.3-1'],
  harms: ['sends-mail'],
  purpose: 'the Received field of a message that came inside TLS has a tls clause',
  async run(context) {
    const { field } = await submit(await context.connectSecurely(), context)
    const suite = clauseOf(field, 'tls')
    context.expect(suite !== undefined, `the field has no tls clause: "${field.text}"`)
    context.seen(suite!)
  },
})
