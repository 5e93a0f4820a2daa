import type { Patch } from '../bug.ts'

/** Keeps one of the things that section 4.2 has a server forget when TLS begins. */
export function keeping(what: 'user' | 'helo' | 'transaction'): Patch<'smtp'> {
  return (Base) =>
    class extends Base {
      override forget() {
        const kept = { [what]: this[what] }
        super.forget()
        Object.assign(this, kept)
      }
    }
}
