import type { CatalogueClient } from './catalogue-client.ts'
import { curl } from './curl/client.ts'

/** Every client that mailtls knows how to start. */
export const clients: readonly CatalogueClient[] = [curl]
