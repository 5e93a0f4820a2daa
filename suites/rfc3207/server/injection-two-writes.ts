import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionTwoWrites = check({
  id: 'rfc3207/server/injection-two-writes',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a command in a segment of its own, sent without waiting for the go-ahead, is never obeyed',
  async run(context) {
    const payload = { writes: ['STARTTLS\r\n', 'NOOP\r\n'] } as const
    await inject(context, { payloads: [payload, payload, payload] })
  },
})
