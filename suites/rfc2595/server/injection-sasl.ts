import { sasl } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'
import { plaintextClauses } from '../clauses.ts'

export const injectionSasl = check({
  id: 'rfc2595/server/injection-sasl',
  roles: ['imap-server', 'pop3-server'],
  decides: plaintextClauses,
  purpose: 'a SASL exchange begun behind STARTTLS or STLS does not go on inside TLS',
  run: (context) => inject(context, sasl),
})
