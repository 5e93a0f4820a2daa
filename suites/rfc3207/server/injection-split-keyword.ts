import { splitKeyword } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionSplitKeyword = check({
  id: 'rfc3207/server/injection-split-keyword',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a command behind a STARTTLS that came in two segments, or in one with a command before it, is never obeyed',
  run: (context) => inject(context, splitKeyword),
})
