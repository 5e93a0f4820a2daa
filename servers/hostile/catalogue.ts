import { certificates } from './certificates.ts'
import { ends, stalls } from './ends.ts'
import { floods } from './floods.ts'
import { handshakes } from './handshakes.ts'
import type { HostileServer } from './hostile.ts'
import { order } from './order.ts'
import { sessions } from './sessions.ts'
import { texts } from './text.ts'

/** Every hostile server. */
export const hostileServers: readonly HostileServer[] = [
  ...floods,
  ...texts,
  ...order,
  ...ends,
  ...stalls,
  ...handshakes,
  ...certificates,
  ...sessions,
]
