import { late } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'
import { plaintextClauses } from '../clauses.ts'

export const injectionLate = check({
  id: 'rfc2595/server/injection-late',
  roles: ['imap-server', 'pop3-server'],
  decides: plaintextClauses,
  purpose: 'a command between the go-ahead and the handshake is never obeyed',
  run: (context) => inject(context, late),
})
