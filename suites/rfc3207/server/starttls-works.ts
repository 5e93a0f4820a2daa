import { anyTls } from '../../../harness/wire/tls-session.ts'
import { check } from '../../check.ts'

const attempts = 3

export const starttlsWorks = check({
  id: 'rfc3207/server/starttls-works',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-3-lc1'],
  purpose: 'where STARTTLS is offered, a handshake can be completed',
  async run({ connect, expect, inconclusive, seen, tlsHasWorked }) {
    const failures: string[] = []
    for (let attempt = 0; attempt < attempts; attempt++) {
      const smtp = await connect()
      await smtp.ehloWithStartTls()
      const goAhead = await smtp.command('STARTTLS')
      if (goAhead.accepted && goAhead.code !== 220) inconclusive('starttls-refused', `STARTTLS draws "${goAhead}"`)
      // every version and suite that we have, so that an old or weak one is not taken for none
      const outcome = goAhead.code === 220 ? await smtp.handshake({ ...anyTls, maxVersion: 'TLSv1.3' }) : undefined
      if (outcome?.ok) return seen('works', { version: outcome.facts.version, suite: outcome.facts.suite, failures })
      if (outcome && !outcome.ok && outcome.certificateRequested)
        inconclusive('certificate-required', 'a client certificate is asked for, and none was given')
      if (outcome?.text.includes('unrecognized_name'))
        inconclusive('server-name', 'the server asks for another name: give it with --server-name')
      failures.push(outcome?.text ?? `STARTTLS draws "${goAhead}"`)
      smtp.peer.close()
    }
    if (tlsHasWorked) inconclusive('intermittent', `TLS has worked, and fails in ${attempts} attempts: ${failures[0]}`)
    expect(false, `STARTTLS is offered, but ${attempts} of ${attempts} attempts get no TLS: ${failures[0]}`)
  },
})
