import type { SmtpContext } from '../../../harness/check.ts'
import { check } from '../../check.ts'

export const submissionOffersAuth = check({
  id: 'rfc8314/server/submission-offers-auth',
  roles: ['submission-server'],
  decides: ['imp-rfc6409-7-23'],
  purpose: 'port 587 has AUTH inside TLS',
  run: offersAuth,
})

export const submissionsOffersAuth = check({
  id: 'rfc8314/server/submissions-offers-auth',
  roles: ['submission-server'],
  ports: 'implicit-tls',
  decides: ['imp-rfc6409-7-23', 'rfc8314-3.3-lc3'],
  purpose: 'port 465 has AUTH',
  run: offersAuth,
})

async function offersAuth({ connectSecurely, expect }: SmtpContext): Promise<void> {
  const smtp = await connectSecurely()
  expect((await smtp.ehlo()).includes('AUTH'), 'AUTH is not listed inside TLS')
  smtp.close()
}
