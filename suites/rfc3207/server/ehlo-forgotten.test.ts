import { expect, test } from 'vitest'
import { run } from '../../../harness/run.ts'
import { bug, type Patch } from '../../../servers/bugs/bug.ts'
import { keepsEhloOnSubmission } from '../../../servers/bugs/smtp/keeps-ehlo-on-submission.ts'
import { startReference } from '../../../servers/reference/start.ts'
import { ehloForgotten } from './ehlo-forgotten.ts'

/** What the check makes of a submission server that was changed. */
async function verdictOn(patch: Patch<'submission'>): Promise<string> {
  const change = bug({ name: 'changed', endpoint: 'submission', violates: [], patch })
  await using subject = await startReference({ change, protocols: ['submission'], operator: false })
  return (await run(subject, [ehloForgotten])).results[0]!.verdict
}

const keepsEhlo = keepsEhloOnSubmission.patches.submission as Patch<'submission'>

test('Who hangs up on AUTH without EHLO shows nothing more', async () => {
  const hangsUp: Patch<'submission'> = (Base) =>
    class extends Base {
      override answer(line: string) {
        const early = this.tls && !this.helo && line.startsWith('AUTH')
        return early ? { say: '421 4.7.0 EHLO first', next: 'close' as const } : super.answer(line)
      }
    }
  expect(await verdictOn(hangsUp)).toBe('not-applicable')
})

test('An EHLO that is kept shows in AUTH, where none at all is minded there', async () => {
  expect(await verdictOn(keepsEhlo)).toBe('fail')
  expect(await verdictOn((Base) => Base)).toBe('not-applicable')
})
