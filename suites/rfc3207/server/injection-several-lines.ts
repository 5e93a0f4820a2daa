import { severalLines } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionSeveralLines = check({
  id: 'rfc3207/server/injection-several-lines',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'several commands behind STARTTLS are never obeyed, none of them',
  run: (context) => inject(context, severalLines),
})
