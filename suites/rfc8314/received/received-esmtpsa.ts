import { clauseOf } from '../../../harness/dialogue/received.ts'
import { submit } from './submitted.ts'
import { check } from '../../check.ts'

export const receivedEsmtpsa = check({
  id: 'rfc8314/server/received-esmtpsa',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['imp-rfc4954-7-2'],
  harms: ['sends-mail'],
  purpose: 'the Received field says ESMTPSA of a message that came inside TLS after a login',
  async run(context) {
    const { field } = await submit(await context.connectSecurely(), context)
    const protocol = clauseOf(field, 'with')
    const said = protocol === undefined ? 'has no with clause' : `says "with ${protocol}"`
    context.expect(/^(UTF8SMTPSA|ESMTPSA)$/i.test(protocol ?? ''), `the field ${said}: "${field.text}"`)
  },
})
