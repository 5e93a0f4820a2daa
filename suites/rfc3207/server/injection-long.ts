import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionLong = check({
  id: 'rfc3207/server/injection-long',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a command behind more plaintext than a read buffer holds is never obeyed',
  async run(context) {
    // a comment line of 480 characters stays within RFC 5321, section 4.5.3.1.4
    const filling = `NOOP ${'x'.repeat(480)}\r\n`.repeat(40)
    // beyond loopback it comes in several segments, so that it is a race how much is read with STARTTLS
    const payload = { writes: [`STARTTLS\r\n${filling}NOOP\r\n`] } as const
    await inject(context, { payloads: [payload, payload, payload] })
  },
})
