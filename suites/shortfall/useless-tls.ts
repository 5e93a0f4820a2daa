import { randomUUID } from 'node:crypto'
import { account } from '../../servers/account.ts'
import { refusing } from '../injection/clients/servers.ts'
import type { Script } from '../visit/encounter.ts'
import { endingInsideTls } from './patches.ts'

/**
 * Servers that take STARTTLS, and inside TLS refuse the login, refuse everything, or end. What a client does there in
 * the end is its own affair, as long as it does not come back without TLS.
 */
export const uselessTls: readonly Script[] = [
  { settings: { authBeforeTls: true, account: { ...account, password: randomUUID() } }, ends: 'one-of-several' },
  { patches: refusing, ends: 'one-of-several' },
  { patches: endingInsideTls, ends: 'one-of-several' },
]
