import type { CatalogueServer } from '../catalogue-server.ts'
import { startReference } from './start.ts'

export const reference: CatalogueServer = {
  name: 'reference',
  description: 'the embedded reference server, conforming in every set-up',
  runs: 'embedded',
  start: () => startReference(),
}
