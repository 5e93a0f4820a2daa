import { anyTls } from '../../../harness/wire/tls-session.ts'
import { check } from '../../check.ts'

const attempts = 3

export const starttlsWorks = check({
  id: 'rfc3207/server/starttls-works',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-3-lc1'],
  purpose: 'where STARTTLS is offered, a handshake can be completed',
  async run({ connect, expect, inconclusive, seen }) {
    const failures: string[] = []
    for (let attempt = 0; attempt < attempts; attempt++) {
      const smtp = await connect()
      await smtp.ehloWithStartTls()
      const goAhead = await smtp.command('STARTTLS')
      if (goAhead.accepted && goAhead.code !== 220) inconclusive('starttls-refused', `STARTTLS draws "${goAhead}"`)
      // every version and suite that we have, so that an old or weak one is not taken for none
      const outcome = goAhead.code === 220 ? await smtp.handshake({ ...anyTls, maxVersion: 'TLSv1.3' }) : undefined
      if (outcome?.ok) return seen('works', { version: outcome.facts.version, suite: outcome.facts.suite, failures })
      failures.push(outcome?.text ?? `STARTTLS draws "${goAhead}"`)
      smtp.peer.close()
    }
    expect(false, `STARTTLS is offered, but ${attempts} of ${attempts} attempts get no TLS: ${failures[0]}`)
  },
})
