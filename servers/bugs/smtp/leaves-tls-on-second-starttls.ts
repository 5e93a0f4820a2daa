import { bug } from '../bug.ts'

/** Whoever starts TLS by setting a flag may end it by the same: what follows is read and said in cleartext. */
export const leavesTlsOnSecondStarttls = bug({
  name: 'leaves-tls-on-second-starttls',
  violates: ['rfc3207-4.2-5'],
  patch: (Base) =>
    class extends Base {
      override starttls(parameter: string) {
        return this.tls ? '220 2.0.0 Ready to start TLS' : super.starttls(parameter)
      }
      override async answer(line: string) {
        if (/^[\x20-\x7e]*$/.test(line)) return await super.answer(line)
        // records of TLS, which are no command
        this.peer.sendBesideTls('500 5.5.1 Command not recognized\r\n')
        return ''
      }
    },
})
