import { severalLines } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'
import { plaintextClauses } from '../clauses.ts'

export const injectionSeveralLines = check({
  id: 'rfc2595/server/injection-several-lines',
  roles: ['imap-server', 'pop3-server'],
  decides: plaintextClauses,
  purpose: 'several commands behind STARTTLS or STLS are never obeyed, none of them',
  run: (context) => inject(context, severalLines),
})
