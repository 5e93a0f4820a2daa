import { bareLf } from '../../injection/attacks.ts'
import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionBareLf = check({
  id: 'rfc3207/server/injection-bare-lf',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a command behind a STARTTLS that ends in a bare LF, or a bare CR, is never obeyed',
  run: (context) => inject(context, bareLf),
})
