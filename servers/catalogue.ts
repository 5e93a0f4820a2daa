import type { CatalogueServer } from './catalogue-server.ts'
import { postfix } from './postfix/server.ts'
import { reference } from './reference/server.ts'

/** Every server that mailtls knows how to start. */
export const servers: readonly CatalogueServer[] = [reference, postfix]
