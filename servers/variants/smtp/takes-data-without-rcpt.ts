import { variant } from '../../bugs/bug.ts'

/** RFC 5321, section 3.3: that there is no recipient may be told behind the message, too. */
export const takesDataWithoutRcpt = variant({
  name: 'takes-data-without-rcpt',
  patch: (Base) =>
    class extends Base {
      override async data() {
        if (this.transaction?.to.length !== 0) return super.data()
        this.say('354 End data with <CRLF>.<CRLF>')
        while ((await this.peer.line()) !== '.');
        return '554 5.5.1 No valid recipients'
      }
    },
})
