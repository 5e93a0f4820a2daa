import { operatorBug } from '../bug.ts'
import { serving } from '../family.ts'
import { on } from './on.ts'

/** RFC 8997: TLS 1.1 ought to be off, everywhere; and new users are let in with it. */
export const oldTlsOnOnePort = operatorBug({
  name: 'old-tls-on-one-port',
  violates: ['rfc8997-3-1', 'rfc8997-3-2'],
  patches: on(serving({ minVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' }), 'submission'),
})
