import { inject } from '../../injection/injection.ts'
import { recipient, sender, showsTransaction } from '../../mail.ts'
import { check } from '../../check.ts'

export const injectionTransaction = check({
  id: 'rfc3207/server/injection-transaction',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a mail transaction sent behind STARTTLS does not exist inside TLS',
  async run(context) {
    const rcpt = `RCPT TO:<${recipient(context)}>`
    const lines = ['STARTTLS', 'EHLO injected.example.org', `MAIL FROM:<${sender(context)}>`, rcpt, '']
    await inject(context, () => ({
      payloads: [{ writes: [lines.join('\r\n')] }],
      actedOn: { line: rcpt, shows: showsTransaction },
    }))
  },
})
