import { expect, test } from 'vitest'
import type { ServerClass } from '../../servers/reference/line-server.ts'
import { SmtpServer } from '../../servers/reference/smtp-server.ts'
import { together } from './together.ts'

test('Changes are made one upon the other, in the languages that they know', () => {
  const both = together(
    {
      smtp: (Base) =>
        class extends Base {
          override greeting() {
            return `${super.greeting()} 1`
          }
        },
    },
    (Base) =>
      class extends Base {
        override greeting() {
          return `${super.greeting()} 2`
        }
      },
    {
      imap: (Base) =>
        class extends Base {
          override greeting() {
            return 'none of SMTP'
          }
        },
    },
  ) as { smtp: (Base: ServerClass<SmtpServer>) => typeof SmtpServer }
  class Greeting extends SmtpServer {
    override greeting() {
      return '220'
    }
  }
  expect(both.smtp(Greeting).prototype.greeting.call({})).toBe('220 1 2')
})
