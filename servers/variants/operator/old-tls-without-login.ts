import { operatorVariant } from '../../bugs/bug.ts'
import { type CommonPatch, serving } from '../../bugs/family.ts'
import { on } from '../../bugs/operator/on.ts'

const takesNoPasswords: CommonPatch = (Base) =>
  class extends serving({ minVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' })(Base) {
    override takesPasswords() {
      return this.peer.tls?.version !== 'TLSv1.1' && super.takesPasswords()
    }
  }

/** Section 4.1: the other way to drop old versions is to take their ClientHello, and to let nobody log in. */
export const oldTlsWithoutLogin = operatorVariant({
  name: 'old-tls-without-login',
  patches: on(takesNoPasswords, 'submission', 'submissions', 'imap', 'imaps', 'pop3', 'pop3s'),
})
