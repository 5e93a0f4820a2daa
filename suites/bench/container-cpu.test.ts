import { expect, test } from 'vitest'
import { needsEngine, skippedWithout } from '../../harness/testing/needs.ts'
import { run } from '../../harness/run.ts'
import { aiosmtpd } from '../../servers/aiosmtpd/server.ts'
import { checksNamed } from '../select-checks.ts'
import { containersCpuMs } from './container-cpu.ts'

const lacking = skippedWithout(await needsEngine())

test.skipIf(lacking)(`What a container does for a run counts as its own${lacking}`, async () => {
  await using subject = await aiosmtpd.start()
  const before = await containersCpuMs()
  await run(subject, checksNamed({ check: ['rfc3207/server/injection-same-segment'] }))
  expect(await containersCpuMs()).toBeGreaterThan(before)
})
