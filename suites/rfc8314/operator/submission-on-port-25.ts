import { check } from '../../check.ts'
import { judgeServers } from './judge.ts'

export const submissionOnPort25 = check({
  id: 'rfc8314/operator/submission-on-port-25',
  roles: ['operator'],
  decides: ['rfc8314-4-11'],
  connections: 2,
  purpose: 'port 25 does not invite users to submit mail without TLS: AUTH is not listed there before STARTTLS',
  async run(context) {
    const relays = context.endpoints.filter(({ role }) => role === 'smtp-server')
    if (relays.length === 0) {
      context.inconclusive(
        'not-declared',
        'no port 25 was named: name it as smtp://, or declare that no user submits there',
      )
    }
    await judgeServers(context, relays, async (server) => {
      const smtp = await server.connect()
      const { mechanisms } = await smtp.capabilities()
      smtp.close()
      return mechanisms.length > 0 ? `${server.name} lists AUTH ${mechanisms.join(' ')} without TLS` : undefined
    })
  },
})
