import { inCleartext } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'
import { plaintextClauses } from '../clauses.ts'

export const injectionInCleartext = check({
  id: 'rfc2595/server/injection-in-cleartext',
  roles: ['imap-server', 'pop3-server'],
  decides: plaintextClauses,
  purpose: 'a command behind STARTTLS or STLS is never executed between the go-ahead and the handshake',
  run: (context) => inject(context, inCleartext),
})
