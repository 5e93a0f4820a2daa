import { splitKeyword } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'
import { plaintextClauses } from '../clauses.ts'

export const injectionSplitKeyword = check({
  id: 'rfc2595/server/injection-split-keyword',
  roles: ['imap-server', 'pop3-server'],
  decides: plaintextClauses,
  purpose:
    'a command behind a STARTTLS or STLS that came in two segments, or in one with a command before it, is never obeyed',
  run: (context) => inject(context, splitKeyword),
})
