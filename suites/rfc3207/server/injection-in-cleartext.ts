import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionInCleartext = check({
  id: 'rfc3207/server/injection-in-cleartext',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a command behind STARTTLS is never executed between the go-ahead and the handshake',
  async run(context) {
    await inject(context, { payloads: [{ writes: ['STARTTLS\r\nEHLO injected.example.org\r\n'] }] })
  },
})
