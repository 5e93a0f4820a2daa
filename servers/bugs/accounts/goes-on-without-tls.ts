import { setTimeout as delay } from 'node:timers/promises'
import { bugFamily } from '../family.ts'

/** RFC 2595, section 2.2: the connection is terminated if the encryption layer is deactivated. */
export const goesOnWithoutTls = bugFamily({
  name: 'goes-on-without-tls',
  endpoints: ['imap', 'pop3'],
  violates: ['imp-rfc2595-2.2-1'],
  setUp: 'tls-required',
  patch: (Base) =>
    class extends Base {
      override async clientLeft() {
        for (let i = 0; i < 50 && !this.peer.besideTls.includes('\n'); i++) await delay(1)
        const [first = ''] = this.peer.besideTls.split(/[ \r]/)
        if (first !== '') this.peer.sendBesideTls(first === 'CAPA' ? '+OK\r\n.\r\n' : `${first} OK Done\r\n`)
      }
    },
})
