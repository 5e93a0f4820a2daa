import type { Protocol } from '../../../harness/subject.ts'
import type { Change, Patch } from '../bug.ts'
import type { CommonPatch } from '../family.ts'

/** The same patch on these protocols. */
export function on(patch: CommonPatch, ...protocols: readonly Protocol[]): Change['patches'] {
  return Object.fromEntries(protocols.map((protocol) => [protocol, patch as unknown as Patch]))
}

/** No STARTTLS is listed, and none is had. */
export const withoutStarttls: CommonPatch = (Base) =>
  class extends Base {
    override offersStartTls() {
      return false
    }
  }

/** Passwords are asked for and taken without TLS. */
export const takingPasswords: CommonPatch = (Base) =>
  class extends Base {
    override takesPasswords() {
      return true
    }
  }
