import { variant } from '../../bugs/bug.ts'

/** Wants no EHLO at all, as Postfix does. */
export const takesMailWithoutEhlo = variant({
  name: 'takes-mail-without-ehlo',
  patch: (Base) =>
    class extends Base {
      override mail(argument: string) {
        this.helo ??= 'unknown'
        return super.mail(argument)
      }
    },
})
