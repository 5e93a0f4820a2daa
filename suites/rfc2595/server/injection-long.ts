import { long } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'
import { plaintextClauses } from '../clauses.ts'

export const injectionLong = check({
  id: 'rfc2595/server/injection-long',
  roles: ['imap-server', 'pop3-server'],
  decides: plaintextClauses,
  purpose: 'a command behind more plaintext than a read buffer holds is never obeyed',
  run: (context) => inject(context, long),
})
