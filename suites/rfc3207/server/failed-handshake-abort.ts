import { check } from '../../check.ts'

export const failedHandshakeAbort = check({
  id: 'rfc3207/server/failed-handshake-abort',
  roles: ['smtp-server', 'submission-server'],
  records: [],
  purpose: 'whether other clients are served after one that went away instead of starting a handshake',
  async run({ connect, seen }) {
    const smtp = await connect()
    await smtp.requestTls()
    smtp.peer.reset()
    const next = await connect()
    await next.startTls()
    seen((await next.tryEhlo()).accepted ? 'served' : 'not served')
    next.close()
  },
})
