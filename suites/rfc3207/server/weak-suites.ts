import { check } from '../../check.ts'

export const weakSuites = check({
  id: 'rfc3207/server/weak-suites',
  roles: ['smtp-server', 'submission-server'],
  records: ['rfc3207-6-lc2', 'rfc3207-4.1-lc1'],
  purpose: 'what the server does when a client offers only suites without encryption or authentication',
  async run({ connect, seen }) {
    const smtp = await connect()
    await smtp.requestTls()
    const outcome = await smtp.handshake({ ciphers: 'eNULL:aNULL:@SECLEVEL=0', maxVersion: 'TLSv1.2' })
    seen(outcome.ok ? `accepts ${outcome.facts.suite}` : 'refused')
    smtp.peer.close()
  },
})
