import type { Check } from '../../../../harness/check.ts'
import { starttlsForSubmission, tlsOnlyPort } from './both-ways.ts'
import { closeAlert, hastyClose } from './close-alert.ts'
import { endsSessionWithImplicitTls } from './ends-with-tls.ts'
import { loginComesFirst } from './login-comes-first.ts'
import { preauthInsideTls } from './preauth.ts'
import { tlsComesFirst } from './tls-comes-first.ts'

/** Sessions where TLS comes first (RFC 8314, section 3). */
export const implicitTlsChecks: readonly Check[] = [
  tlsComesFirst,
  endsSessionWithImplicitTls,
  loginComesFirst,
  preauthInsideTls,
  starttlsForSubmission,
  tlsOnlyPort,
  closeAlert,
  hastyClose,
]
