import { serving } from '../../servers/bugs/family.ts'

/** A server that knows no version of TLS newer than 1.1 (RFC 8997, section 3). */
export const oldTls = serving({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' })
