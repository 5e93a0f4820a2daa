import { type ClientVariant, clientVariantFamily } from '../../bugs/bug.ts'

/** Logs in by the command that every server has. */
export const readsNoLists: readonly ClientVariant[] = clientVariantFamily({
  name: 'logs-in-without-sasl',
  places: ['imap', 'pop3'],
  patch: (Base) =>
    class extends Base {
      override mechanism() {
        return undefined
      }
    },
})
