import { bareLf } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'
import { plaintextClauses } from '../clauses.ts'

export const injectionBareLf = check({
  id: 'rfc2595/server/injection-bare-lf',
  roles: ['imap-server', 'pop3-server'],
  decides: plaintextClauses,
  purpose: 'a command behind a STARTTLS or STLS that ends in a bare LF, or a bare CR, is never obeyed',
  run: (context) => inject(context, bareLf),
})
