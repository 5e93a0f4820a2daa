import { check } from '../../check.ts'

export const failedHandshakeAbort = check({
  id: 'rfc2595/server/failed-handshake-abort',
  roles: ['imap-server', 'pop3-server'],
  records: [],
  purpose: 'whether other clients are served after one that went away instead of starting a handshake',
  async run({ connect, seen }) {
    const dialogue = await connect()
    await dialogue.requestTls()
    dialogue.peer.reset()
    const next = await connect()
    await next.startTls()
    seen((await next.capabilities()).listed.length > 0 ? 'served' : 'not served')
    next.close()
  },
})
