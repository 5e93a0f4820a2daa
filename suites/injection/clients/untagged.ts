import type { Patches } from '../../visit/scene.ts'
import { saying } from './servers.ts'

/** Where a server says something before TLS, without having been asked. */
export const places = {
  greeting: (lines) => ({
    imap: (Base) =>
      class extends Base {
        override greeting() {
          return [super.greeting(), ...lines].join('\n')
        }
      },
  }),
  'with the go-ahead': (lines) => saying({ ahead: () => endedLines(lines) }),
  'behind the go-ahead': (lines) => saying({ behind: () => endedLines(lines) }),
} as const satisfies Record<string, (lines: readonly string[]) => Patches>

function endedLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('')
}

/** What is found nowhere else. */
export const marker = '7XiYhgS7'

/** A mailbox and messages that are not there. */
export const mailboxData: readonly string[] = [
  `* LIST (\\HasNoChildren) "/" ${marker}`,
  `* LSUB () "/" ${marker}`,
  '* STATUS INBOX (MESSAGES 718001 UNSEEN 718002)',
  `* STATUS ${marker} (MESSAGES 718003)`,
  '* SEARCH 718004',
  `* FLAGS (\\Seen ${marker})`,
  '* 718005 EXISTS',
  '* 718006 RECENT',
  `* 1 FETCH (UID 718007 BODY[HEADER] {${marker.length + 13}}`,
  `Subject: ${marker}`,
  '',
  ')',
]

/** What shows that some of it was taken in, in what a client sends or prints. */
export const fromMailboxData = new RegExp(`${marker}|71800[1-7]`)
