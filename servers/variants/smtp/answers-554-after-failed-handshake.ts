import { variant } from '../../bugs/bug.ts'

/** Section 4.1 leaves it to the server to go on; this one says so, in cleartext, as Exim does. */
export const answers554AfterFailedHandshake = variant({
  name: 'answers-554-after-failed-handshake',
  patch: (Base) =>
    class extends Base {
      override handshakeFailed() {
        return '554 5.7.0 Security failure'
      }
    },
})
