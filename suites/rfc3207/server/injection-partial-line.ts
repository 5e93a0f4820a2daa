import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionPartialLine = check({
  id: 'rfc3207/server/injection-partial-line',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'half a line behind STARTTLS never stands in front of the first command inside TLS',
  async run(context) {
    // an unknown verb: NOOP would hide where the EHLO reply has a single line
    await inject(context, { payloads: [{ writes: ['STARTTLS\r\nXPREFIX '] }] })
  },
})
