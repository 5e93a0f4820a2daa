import { variant } from '../../bugs/bug.ts'

/** Comments may stand between all clauses, nested, and keywords in capitals. */
export const writesCommentsEverywhere = variant({
  name: 'writes-comments-everywhere',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override received() {
        return super
          .received()
          .replace(/\r\n (\w+) /g, (_, name: string) => `\r\n\t(a (nested \\) comment); tls x) ${name.toUpperCase()}  `)
      }
    },
})
