import type { ClientVariant } from '../../bugs/bug.ts'
import { countsAnewInsideTls } from './counts-anew-inside-tls.ts'
import { plaintextBehindGoAhead } from './plaintext-behind-go-ahead.ts'
import { readsNoLists } from './reads-no-lists.ts'

export const injectionVariants: readonly ClientVariant[] = [
  ...plaintextBehindGoAhead,
  ...readsNoLists,
  countsAnewInsideTls,
]
