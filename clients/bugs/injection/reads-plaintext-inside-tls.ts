import type { CommonPatch } from '../../reference/classes.ts'
import { Refused } from '../../reference/refused.ts'
import { countsAnewInsideTls } from '../../variants/injection/counts-anew-inside-tls.ts'
import { type ClientBug, clientBug, clientBugFamily } from '../bug.ts'

const places = ['submission', 'smtp', 'imap', 'pop3'] as const

/** What the server said before the handshake has to be dropped: its extensions, and what may pass for a list of them. */
const violates = {
  submission: ['rfc3207-4.2-2'],
  smtp: ['rfc3207-4.2-2'],
  imap: ['imp-rfc2595-3.1-3'],
  pop3: ['imp-rfc2595-4-5'],
}

/** Reads some of what stands behind the go-ahead as if it had come inside TLS. */
function keeping(part: (early: string) => string): CommonPatch {
  return (Base) =>
    class extends Base {
      override plaintext(early: Buffer) {
        return { toSession: Buffer.from(part(early.toString('latin1')), 'latin1') }
      }
    }
}

const afterLastLine = (text: string) => text.lastIndexOf('\n') + 1

/** One buffer for both sides of the handshake, or one that is emptied line by line, or only of whole lines. */
export const readsPlaintextInsideTls: readonly ClientBug[] = [
  ...clientBugFamily({ name: 'keeps-its-buffer', places, violates, patch: keeping((early) => early) }),
  ...clientBugFamily({
    name: 'keeps-partial-line',
    places,
    violates,
    patch: keeping((early) => early.slice(afterLastLine(early))),
  }),
  // nothing that is injected makes this one do more, and some of it less
  ...clientBugFamily({
    name: 'keeps-partial-line-and-is-strict',
    places: ['submission', 'imap', 'pop3'],
    violates,
    patch: (Base) =>
      class extends keeping((early) => early.slice(afterLastLine(early)))(Base) {
        override async authenticateOtherwise(): Promise<never> {
          throw new Refused('The server lists no mechanism')
        }
      },
  }),
  ...clientBugFamily({
    name: 'keeps-whole-lines',
    places,
    violates,
    patch: keeping((early) => early.slice(0, afterLastLine(early))),
  }),
  // the tags do not follow from that of STARTTLS, and are the same ones in each session
  clientBug({
    name: 'keeps-whole-lines-and-counts-anew',
    place: 'imap',
    violates: violates.imap,
    patch: {
      imap: (Base) => {
        const Counting = countsAnewInsideTls.patch.imap!(Base)
        return class extends Counting {
          override plaintext(early: Buffer) {
            const text = early.toString('latin1')
            return { toSession: Buffer.from(text.slice(0, afterLastLine(text)), 'latin1') }
          }
        }
      },
    },
  }),
]
