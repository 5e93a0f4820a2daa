import { expect, test } from 'vitest'
import { hasEngine } from '../../harness/container/engine.ts'
import { run } from '../../harness/run.ts'
import { aiosmtpd } from '../../servers/aiosmtpd/server.ts'
import { checksNamed } from '../select-checks.ts'
import { containersCpuMs } from './container-cpu.ts'

const needs = (await hasEngine()) ? '' : ' (skipped: needs a container engine)'

test.skipIf(needs)(`What a container does for a run counts as its own${needs}`, async () => {
  await using subject = await aiosmtpd.start()
  const before = await containersCpuMs()
  await run(subject, checksNamed({ check: ['rfc3207/server/injection-same-segment'] }))
  expect(await containersCpuMs()).toBeGreaterThan(before)
})
