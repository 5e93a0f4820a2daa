import { doingsOf } from '../visit/doings.ts'
import type { Encounter } from '../visit/encounter.ts'
import { withholdMs } from '../visit/withhold.ts'
import { firstLineOf, type Upgrade, watching } from './watching.ts'

/** Passes where a client sends nothing behind STARTTLS or STLS until it is answered; RFC 2595 adds: nor before TLS is running. */
export async function sendsNothingBehindStarttls({
  meets,
  language,
  expect,
  inconclusive,
  seen,
}: Encounter): Promise<void> {
  const upgrades: Upgrade[] = []
  const visit = await meets({ patches: watching(upgrades, { withheldMs: withholdMs }) })
  if (upgrades.length === 0) inconclusive('control-failed', `the client never asks for TLS: ${doingsOf(visit)}`)
  for (const { early, behind } of upgrades) {
    expect(early.length === 0, `${firstLineOf(early)} is sent before STARTTLS is answered`)
    if (language === 'smtp') continue
    expect(behind.length === 0, `${firstLineOf(behind)} is sent between the go-ahead and the handshake`)
  }
  seen('withheld')
}
