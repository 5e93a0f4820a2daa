import { variant } from '../../bugs/bug.ts'

/** Minds no parameter, as Dovecot and Courier do: no clause forbids it. */
export const takesParameterOnImap = variant({
  name: 'takes-parameter-on-imap',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      override starttls(tag: string, _parameter: string) {
        return super.starttls(tag, '')
      }
    },
})

/** The same on POP3. */
export const takesParameterOnPop3 = variant({
  name: 'takes-parameter-on-pop3',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override stls(_parameter: string) {
        return super.stls('')
      }
    },
})
