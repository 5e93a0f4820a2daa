import { type Protocol, protocols, setUpsOf } from '../../harness/subject.ts'
import type { CatalogueServer } from '../catalogue-server.ts'
import { startReferenceThread } from './start-thread.ts'
import { domain } from './start.ts'

export const reference: CatalogueServer = {
  name: 'reference',
  description: 'the embedded reference server, conforming in every set-up',
  runs: 'embedded',
  offers: Object.fromEntries(Object.keys(protocols).map((protocol) => [protocol, setUpsOf(protocol as Protocol)])),
  operator: domain,
  start: startReferenceThread,
}
