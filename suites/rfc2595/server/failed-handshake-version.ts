import { afterwards } from '../../failed-handshake.ts'
import { check } from '../../check.ts'

export const failedHandshakeVersion = check({
  id: 'rfc2595/server/failed-handshake-version',
  roles: ['imap-server', 'pop3-server'],
  records: [],
  purpose: 'what the server does when the client has no TLS version newer than 1.1',
  async run({ connect, seen }) {
    const dialogue = await connect()
    await dialogue.requestTls()
    const outcome = await dialogue.handshake({ maxVersion: 'TLSv1.1' })
    seen(outcome.ok ? `accepts ${outcome.facts.version}` : await afterwards(dialogue))
  },
})
