import { variant } from '../../bugs/bug.ts'

/** RFC 4954 lists AUTH in the EHLO reply only: before that there is none. */
export const wantsEhloBeforeAuth = variant({
  name: 'wants-ehlo-before-auth',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override async auth(argument: string) {
        return this.helo ? super.auth(argument) : '503 5.5.1 Send EHLO first'
      }
    },
})
