import { inCleartext } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionInCleartext = check({
  id: 'rfc3207/server/injection-in-cleartext',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a command behind STARTTLS is never executed between the go-ahead and the handshake',
  run: (context) => inject(context, inCleartext),
})
