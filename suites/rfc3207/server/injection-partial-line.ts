import { partialLine } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionPartialLine = check({
  id: 'rfc3207/server/injection-partial-line',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'half a line behind STARTTLS never stands in front of the first command inside TLS',
  run: (context) => inject(context, partialLine),
})
