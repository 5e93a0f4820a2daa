import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionLate = check({
  id: 'rfc3207/server/injection-late',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a command between the go-ahead and the handshake is never obeyed',
  async run(context) {
    // who wins the race differs from run to run, so it is tried with several distances to the ClientHello
    const distances = [0, 5, 20]
    await inject(context, { payloads: distances.map((lateBy) => ({ writes: ['STARTTLS\r\n', 'NOOP\r\n'], lateBy })) })
  },
})
