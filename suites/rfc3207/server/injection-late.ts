import { late } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionLate = check({
  id: 'rfc3207/server/injection-late',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a command between the go-ahead and the handshake is never obeyed',
  run: (context) => inject(context, late),
})
