import { protocols } from '../../../harness/subject.ts'
import type { CommonPatch } from '../../../servers/bugs/family.ts'
import type { Answer } from '../../../servers/reference/line-server.ts'
import type { Patches } from '../../visit/scene.ts'

/** Refuses everything inside TLS but the end: whoever goes on there has heard something else. */
export const refusing: CommonPatch = (Base) =>
  class extends Base {
    override answer(line: string): Answer | Promise<Answer> {
      if (!this.tls || /^(\S+ )?(QUIT|LOGOUT)\b/i.test(line)) return super.answer(line)
      const { language } = protocols[this.settings.protocol]
      if (language === 'imap') return `${/^\S+/.exec(line)?.[0] ?? '*'} NO Refused`
      return language === 'smtp' ? '554 5.7.1 Refused' : '-ERR Refused'
    }
  }

/** What is listed, beside the upgrade. */
export interface Lists {
  smtp: readonly string[]
  imap: readonly string[]
  pop3: readonly string[]
}

/** As much as no client has to read anything into. Every EHLO reply has a second line. */
export const bare: Lists = { smtp: ['HELP'], imap: ['IMAP4rev1'], pop3: ['UIDL', 'USER'] }

/** Lists this before TLS, and that inside; it takes whatever the reference takes. */
export function listing({ before = bare, inside = bare }: { before?: Lists; inside?: Lists } = {}): Patches {
  const now = ({ tls }: { tls: boolean }) => (tls ? inside : before)
  return {
    smtp: (Base) =>
      class extends Base {
        override extensions() {
          return [...now(this).smtp, ...(this.offersStartTls() ? ['STARTTLS'] : [])]
        }
      },
    imap: (Base) =>
      class extends Base {
        override capabilities() {
          return [...now(this).imap, ...(this.offersStartTls() ? ['STARTTLS'] : [])]
        }
      },
    pop3: (Base) =>
      class extends Base {
        override capabilities() {
          return [...now(this).pop3, ...(this.offersStartTls() ? ['STLS'] : [])]
        }
      },
  }
}

/**
 * Says this around the go-ahead, in its segment: before it, and behind it, there in a segment of its own where it is to
 * stand apart. Both are made of the tag of STARTTLS, which is empty but for IMAP.
 */
export function saying({
  ahead = () => '',
  behind = () => '',
  goAhead = (usual) => usual,
  apart = false,
}: {
  ahead?: (tag: string) => string
  behind?: (tag: string) => string
  goAhead?: (usual: string) => string
  apart?: boolean
}): CommonPatch {
  return (Base) =>
    class extends Base {
      override async startTls(usual: string) {
        const tag = protocols[this.settings.protocol].language === 'imap' ? usual.split(' ')[0]! : ''
        const said = `${ahead(tag)}${goAhead(usual)}\r\n`
        for (const bytes of apart ? [said, behind(tag)] : [said + behind(tag)]) this.peer.send(bytes)
        return await super.startTls('')
      }
    }
}

/** The tag that comes so many behind this one, as clients that count make them; undefined where it ends without a number. */
export function tagBehind(tag: string, by: number): string | undefined {
  const [, letters, number] = /^(.*?)(\d+)$/.exec(tag) ?? []
  return number === undefined ? undefined : `${letters}${String(Number(number) + by).padStart(number.length, '0')}`
}
