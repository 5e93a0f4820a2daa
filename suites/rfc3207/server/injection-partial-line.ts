import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionPartialLine = check({
  id: 'rfc3207/server/injection-partial-line',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'half a line behind STARTTLS never stands in front of the first command inside TLS',
  async run(context) {
    const half = (line: string) => ({ writes: [`STARTTLS\r\n${line}`] }) as const
    // in front of EHLO an unknown verb makes it refused; for NOOP and HELO it is an argument, which few mind
    const halves = { spoiling: half('XPREFIX '), harmless: [half('NOOP '), half('HELO ')] }
    await inject(context, { payloads: [], halves })
  },
})
