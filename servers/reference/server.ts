import type { CatalogueServer } from '../catalogue-server.ts'
import { offered } from './settings.ts'
import { startReference } from './start.ts'

export const reference: CatalogueServer = {
  name: 'reference',
  description: 'the embedded reference server, conforming in every set-up',
  runs: 'embedded',
  offers: { smtp: offered('smtp'), submission: offered('submission'), submissions: offered('submissions') },
  start: () => startReference(),
}
