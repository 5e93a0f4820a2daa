import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionPartialLine = check({
  id: 'rfc3207/server/injection-partial-line',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'half a line behind STARTTLS never stands in front of the first command inside TLS',
  async run(context) {
    // in front of EHLO an unknown verb makes it refused, NOOP an argument that nobody minds (RFC 5321, section 4.1.1.9)
    const halves = {
      spoiling: { writes: ['STARTTLS\r\nXPREFIX '] },
      harmless: { writes: ['STARTTLS\r\nNOOP '] },
    } as const
    await inject(context, { payloads: [], halves })
  },
})
