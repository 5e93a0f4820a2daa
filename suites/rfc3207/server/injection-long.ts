import { long } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionLong = check({
  id: 'rfc3207/server/injection-long',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a command behind more plaintext than a read buffer holds is never obeyed',
  run: (context) => inject(context, long),
})
