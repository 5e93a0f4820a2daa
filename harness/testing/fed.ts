import { Inbox } from '../wire/inbox.ts'

/** An inbox that gets these pieces one by one, as somebody waits for more, and then the end. */
export function inboxOf(pieces: Iterable<Buffer>): Inbox {
  const left = pieces[Symbol.iterator]()
  const feed = () => {
    const { done, value } = left.next()
    if (done) inbox.close('fin')
    else inbox.append(value)
  }
  const inbox: Inbox = new Inbox(new AbortController().signal, () => queueMicrotask(feed))
  return inbox
}

/** What reads such pieces as a Peer does. */
export function fed(pieces: Iterable<Buffer>): { line: () => Promise<string>; exactly: Inbox['exactly'] } {
  const inbox = inboxOf(pieces)
  return {
    async line() {
      for (;;) {
        const line = inbox.takeLine()
        if (line !== undefined) return line
        await inbox.more()
      }
    },
    exactly: (length) => inbox.exactly(length),
  }
}
