import { all, hostile, type HostilePatch } from './hostile.ts'
import { greets, languageOf } from './words.ts'

/** Says something else around each answer: `before` it and `behind` it, by the language. */
const around =
  (before: Says, behind: Says): HostilePatch =>
  (Base) =>
    class extends Base {
      override say(text: string) {
        super.say([before[languageOf(this)], text, behind[languageOf(this)]].filter(Boolean).join('\n'))
      }
    }
type Says = Partial<Record<ReturnType<typeof languageOf>, string>>

const yes: Says = { smtp: '250 2.0.0 OK', imap: 'm1 OK done', pop3: '+OK done' }

/** Gives each answer to the command behind it, and the greeting to none. */
const oneBehind: HostilePatch = (Base) =>
  class extends Base {
    held = ''
    override say(text: string) {
      super.say(this.held === '' ? `${greets(this)}hello` : this.held)
      this.held = text
    }
  }

/** Answers everything with this. */
const always =
  (text: Record<ReturnType<typeof languageOf>, (line: string) => string>): HostilePatch =>
  (Base) =>
    class extends Base {
      override answer(line: string) {
        return text[languageOf(this)](line)
      }
    }

const outOfStep = /within \d+ ms after|came where|found "|refused|not offered|no answers inside TLS|differ/

/** Servers that say what they may, at another time than it is due. */
export const order = hostile({ kind: 'order', told: outOfStep }, [
  {
    name: 'greets-twice',
    does: 'greets twice',
    harmless: ['imap', 'pop3'],
    patch: (Base) =>
      class extends Base {
        override greeting() {
          return `${super.greeting()}\n${super.greeting()}`
        }
      },
  },
  {
    name: 'speaks-before-its-greeting',
    does: 'answers a command before it greets',
    harmless: ['pop3'],
    patch: (Base) =>
      class extends Base {
        override greeting() {
          return `${yes[languageOf(this)]}\n${super.greeting()}`
        }
      },
  },
  {
    name: 'answers-before',
    does: 'says yes before each answer',
    breaks: /starttls-works$/,
    patch: around(yes, {}),
  },
  {
    name: 'answers-behind',
    does: 'answers what nobody asked behind each answer',
    breaks: /starttls-works$/,
    patch: around({}, yes),
  },
  {
    name: 'answers-one-behind',
    does: 'gives each answer to the next command',
    patch: oneBehind,
  },
  {
    name: 'another-tag',
    does: 'answers with another tag than that of the command',
    protocols: ['imap'],
    told: /came where an answer to m1 was due/,
    patch: (Base) =>
      class extends Base {
        override say(text: string) {
          super.say(text.replace(/^m\d+/gm, 'm4711'))
        }
      },
  },
  {
    name: 'asks-for-more',
    does: 'asks for a SASL response whatever it is told',
    protocols: all,
    harmless: ['submissions', 'pop3s'],
    patch: always({ smtp: () => '334 ', imap: () => '+ ', pop3: () => '+ ' }),
  },
  {
    name: 'says-yes',
    does: 'says yes whatever it is told, and does nothing',
    protocols: all,
    harmless: ['submissions'],
    patch: always({ smtp: () => '250 OK', imap: (line) => `${line.split(' ')[0]} OK done`, pop3: () => '+OK' }),
  },
  {
    name: 'closes-and-stays',
    does: 'says that it closes whatever it is told, and does not',
    told: /closes|BYE|not offered/,
    patch: always({ smtp: () => '421 4.3.0 Closing', imap: () => '* BYE closing', pop3: () => '-ERR closing' }),
  },
  {
    name: 'serves-once',
    protocols: ['smtp', 'submission', 'imap', 'pop3'],
    does: 'serves the first connection, and takes the others without a word',
    told: /within \d+ ms/,
    patch: (Base) => {
      let served = false
      return class extends Base {
        override async serve() {
          if (served) return await this.peer.wait()
          served = true
          await super.serve()
        }
      }
    },
  },
])
