import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionSameSegment = check({
  id: 'rfc3207/server/injection-same-segment',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a command sent together with STARTTLS is never obeyed',
  async run(context) {
    await inject(context, {
      payloads: [{ writes: ['STARTTLS\r\nNOOP\r\n'] }, { writes: ['STARTTLS\r\n', 'NOOP\r\n'] }],
    })
  },
})
