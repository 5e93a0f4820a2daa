import { afterwards } from '../../failed-handshake.ts'
import { check } from '../../check.ts'

export const failedHandshakeVersion = check({
  id: 'rfc3207/server/failed-handshake-version',
  roles: ['smtp-server', 'submission-server'],
  records: [],
  purpose: 'what the server does when the client has no TLS version newer than 1.1',
  async run({ connect, seen }) {
    const smtp = await connect()
    await smtp.requestTls()
    const outcome = await smtp.handshake({ maxVersion: 'TLSv1.1' })
    seen(outcome.ok ? `accepts ${outcome.facts.version}` : await afterwards(smtp))
  },
})
