import { variant } from '../../bugs/bug.ts'

/** The reply to EHLO has a single line inside TLS: the list may differ (section 4.2). */
export const noExtensionsInsideTls = variant({
  name: 'no-extensions-inside-tls',
  patch: (Base) =>
    class extends Base {
      override extensions() {
        return this.tls ? [] : super.extensions()
      }
    },
})
