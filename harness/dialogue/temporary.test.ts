import { describe, expect, test } from 'vitest'
import { Pop3Reply } from './pop3-reply.ts'
import { SmtpReply } from './smtp-reply.ts'
import { adviceOnTemporary, isTemporary } from './temporary.ts'

describe('A refusal for the moment', () => {
  test.each([
    '[IN-USE] Do you have another POP session running?',
    '[SYS/TEMP] try later',
    'maildrop already locked',
    'Unable to lock maildrop',
    'Mailbox is in use by another session',
    'Your mailbox is busy',
  ])('is "-ERR %s"', (text) => {
    expect(isTemporary(new Pop3Reply('-ERR', text))).toBe(true)
  })

  test.each(['[AUTH] wrong', 'Account locked', 'Authentication failed', 'no such mailbox', 'unlock your mailbox'])(
    'is not "-ERR %s"',
    (text) => {
      expect(isTemporary(new Pop3Reply('-ERR', text))).toBe(false)
    },
  )

  test('comes with advice that fits', () => {
    expect(adviceOnTemporary(new Pop3Reply('-ERR', 'maildrop already locked'))).toContain('end what else reads it')
    expect(adviceOnTemporary(new SmtpReply(454, ['4.7.0 later']))).toContain('try again later')
  })
})
