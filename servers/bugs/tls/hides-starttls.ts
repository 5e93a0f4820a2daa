import { bugFamily } from '../family.ts'
import { withoutStarttls } from '../operator/on.ts'

/** RFC 8314, section 3.3: the submission port has STARTTLS, beside the port with implicit TLS. */
export const hidesStarttls = bugFamily({
  name: 'hides-starttls',
  endpoints: ['submission'],
  violates: ['rfc8314-3.3-2'],
  hides: true,
  patch: withoutStarttls,
})
