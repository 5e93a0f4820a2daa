import { bug } from '../bug.ts'

/** RFC 2595, section 4: with STLS comes CAPA, so that nobody has to try commands. */
export const stlsWithoutCapa = bug({
  name: 'stls-without-capa',
  endpoint: 'pop3',
  violates: ['imp-rfc2595-4-1'],
  hides: true,
  patch: (Base) =>
    class extends Base {
      override capa() {
        return '-ERR Unknown command'
      }
    },
})
