import { expect, test } from 'vitest'
import { type Check, defineCheck } from '../../harness/check.ts'
import type { SmtpClient } from '../../harness/dialogue/smtp-client.ts'
import { run } from '../../harness/run.ts'
import { startReference } from '../../servers/reference/start.ts'
import { differenceText } from './difference-text.ts'
import { soakSubject, type Task } from './soak-one.ts'

/** What a check must not do: its verdict is about segments. */
const bySegments = checkOf('test/server/by-segments', async ({ peer }, fail) => {
  if (!peer.lastRead.includes('250-')) fail('the answer came in several segments')
})
const byAnswer = checkOf('test/server/by-answer', async (smtp, fail) => {
  if (!(await smtp.command('NOOP')).accepted) fail('NOOP is refused')
})

function checkOf(id: string, judge: (smtp: SmtpClient, fail: (text: string) => void) => Promise<void>): Check {
  return defineCheck({
    id,
    roles: ['smtp-server'],
    decides: [],
    purpose: 'the answer to EHLO is as it is',
    async run({ connect, expect }) {
      const smtp = await connect()
      await smtp.ehlo()
      await judge(smtp, (text) => expect(false, text))
    },
  })
}

test('A verdict that depends on segments is found to differ, with both dialogues, and no other', async () => {
  const task: Task = { kind: 'reference', name: 'reference', rounds: [0, 1, 2, 3], seed: 'pieces' }
  await using subject = await startReference({ protocols: ['smtp'], setUps: ['default'], operator: false })
  const certify = async (...[checks, options]: Parameters<Parameters<typeof soakSubject>[0]['certify']>) =>
    (await run(subject, checks, options)).results
  const soaked = { tester: 'client' as const, checks: [bySegments, byAnswer], certify }
  const { compared, differences } = await soakSubject(soaked, task, new AbortController().signal)
  expect(compared).toBe(8)
  expect([...new Set(differences.map(({ key }) => key))]).toEqual(['test/server/by-segments@smtp#default'])
  const text = differenceText(task, differences[0]!)
  expect(text).toMatch(/reference reference: test\/server\/by-segments@smtp#default differs\n {2}pass without noise:\n/)
  expect(text).toContain('fail (violation: the answer came in several segments) in {"name":"')
  expect(text).toMatch(/again: npm run soak -- --only reference --name reference --seed pieces --round \d/)
  expect(text.match(/ {4}S: 220 /g)).toHaveLength(2)
})
