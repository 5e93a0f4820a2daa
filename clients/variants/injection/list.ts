import type { ClientVariant } from '../../bugs/bug.ts'
import { plaintextBehindGoAhead } from './plaintext-behind-go-ahead.ts'
import { readsNoLists } from './reads-no-lists.ts'

export const injectionVariants: readonly ClientVariant[] = [...plaintextBehindGoAhead, ...readsNoLists]
