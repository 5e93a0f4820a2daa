import { sameSegment } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'
import { plaintextClauses } from '../clauses.ts'

export const injectionSameSegment = check({
  id: 'rfc2595/server/injection-same-segment',
  roles: ['imap-server', 'pop3-server'],
  decides: plaintextClauses,
  purpose: 'a command sent together with STARTTLS or STLS is never obeyed',
  run: (context) => inject(context, sameSegment),
})
