import { type ClientVariant, clientVariantFamily } from '../../bugs/bug.ts'

/** Logs in by the command of the protocol itself, unless that cannot be. */
export const readsNoLists: readonly ClientVariant[] = clientVariantFamily({
  name: 'prefers-login-without-sasl',
  places: ['imap', 'pop3'],
  patch: (Base) =>
    class extends Base {
      override mechanism() {
        const { listed = [] } = this.offered ?? {}
        const possible = this.order.language === 'pop3' ? listed.includes('USER') : !listed.includes('LOGINDISABLED')
        return possible ? undefined : super.mechanism()
      }
    },
})
