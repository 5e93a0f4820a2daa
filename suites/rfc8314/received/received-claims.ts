import { clauseOf } from '../../../harness/dialogue/received.ts'
import { check } from '../../check.ts'
import { submit } from './submitted.ts'

export const receivedClaims = check({
  id: 'rfc8314/server/received-claims',
  roles: ['smtp-server', 'submission-server'],
  decides: ['imp-rfc3848-1-d1'],
  setUp: 'cleartext-auth',
  orDefault: true,
  harms: ['sends-mail', 'cleartext-password'],
  purpose: 'the Received field claims neither TLS nor a login for a message that came without',
  async precondition({ connect, role, notApplicable }) {
    const offersLogin = (await (await connect()).ehlo()).includes('AUTH')
    if (role === 'submission-server' && !offersLogin) notApplicable('no message is taken without TLS')
  },
  async run(context) {
    const { field } = await submit(await context.connect(), context)
    const protocol = clauseOf(field, 'with') ?? ''
    context.expect(!/MTPSA?$/i.test(protocol), `the message came in cleartext, the field says "with ${protocol}"`)
    const loggedIn = context.role === 'submission-server'
    context.expect(loggedIn || !/MTPA$/i.test(protocol), `nobody had logged in, the field says "with ${protocol}"`)
    context.seen(protocol)
  },
})
