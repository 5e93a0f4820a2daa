import { sameSegment } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionSameSegment = check({
  id: 'rfc3207/server/injection-same-segment',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a command sent together with STARTTLS is never obeyed',
  run: (context) => inject(context, sameSegment),
})
