import { partialLine } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'
import { plaintextClauses } from '../clauses.ts'

export const injectionPartialLine = check({
  id: 'rfc2595/server/injection-partial-line',
  roles: ['imap-server', 'pop3-server'],
  decides: plaintextClauses,
  purpose:
    'half a line, or half a command, behind STARTTLS or STLS never stands in front of the first command inside TLS',
  run: (context) => inject(context, partialLine),
})
