import type { Patch } from '../bug.ts'

/** Keeps one of the things that section 4.2 has a server forget when TLS begins. */
export function keeping<What extends 'user' | 'helo' | 'transaction'>(what: What): Patch<'smtp'> {
  return (Base) =>
    class extends Base {
      override forget() {
        const kept = this[what]
        super.forget()
        this[what] = kept
      }
    }
}
