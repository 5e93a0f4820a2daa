import { crowds } from './crowds.ts'
import { ends } from './ends.ts'
import { floods } from './floods.ts'
import { handshakes } from './handshakes.ts'
import type { HostileClient } from './hostile-client.ts'
import { orders } from './orders.ts'
import { programs } from './programs.ts'
import { sessions } from './sessions.ts'
import { stalls } from './stalls.ts'
import { texts } from './texts.ts'

/** Every hostile client. */
export const hostileClients: readonly HostileClient[] = [
  ...texts,
  ...orders,
  ...floods,
  ...ends,
  ...stalls,
  ...handshakes,
  ...sessions,
  ...crowds,
  ...programs,
]
