import { beforeAll, expect, test } from 'vitest'
import type { Report } from '../../harness/report/report.ts'
import { certify } from './certify.ts'
import { addMatchers } from './matchers.ts'
import { startServer } from './start-server.ts'

const injection = 'rfc3207/server/injection-same-segment'
const works = 'rfc3207/server/starttls-works'

let faulty: Report
let right: Report
beforeAll(async () => {
  addMatchers()
  await using bug = await startServer({ bug: 'obeys-injected-lines' })
  faulty = await certify(bug, { checks: [injection, works] })
  await using reference = await startServer()
  right = await certify(reference, { suite: 'rfc3207' })
})

test('toBeCompliant holds of compliance, and says what is in its way', () => {
  expect(right).toBeCompliant()
  expect(faulty).not.toBeCompliant()
  expect(() => expect(faulty).toBeCompliant()).toThrow(
    /expected obeys-injected-lines to be compliant, but it is not compliant\n {2}rfc3207-4.2-1 fail: [^]+dialogue\n/,
  )
  expect(() => expect(right).not.toBeCompliant()).toThrow('expected reference not to be compliant, but it is')
  const conditionally: Report = { ...right, compliance: 'conditionally compliant' }
  expect(conditionally).toBeCompliant({ level: 'must' })
  expect(conditionally).not.toBeCompliant({ level: 'should' })
})

test('toPass is about a requirement or a check, wherever it was tried', () => {
  expect(right).toPass('rfc3207-4.2-1')
  expect(right).toPass(injection)
  expect(faulty).toPass(works)
  expect(faulty).not.toPass(injection)
  expect(() => expect(faulty).toPass('rfc3207-4.2-1')).toThrow(/expected rfc3207-4.2-1 to pass\nfail: .* on smtp/)
  expect(() => expect(faulty).toPass('rfc3207-6-1')).toThrow(/expected rfc3207-6-1 to pass\ninconclusive: /)
  expect(() => expect(faulty).toPass(`${works}s`)).toThrow(`did you mean ${works}?`)
})

test('A matcher of something else says what it is about', () => {
  const thrown = (matched: () => void, message: string) => expect(matched).toThrow(message)
  thrown(() => expect(certify('smtp://localhost:1')).toBeCompliant(), 'found a promise: await it')
  thrown(() => expect(undefined).toBeCompliant(), 'expected a report, which certify() resolves to, found undefined')
  thrown(() => expect(right).toBeCompliant({ level: 'shoud' as 'should' }), 'did you mean should?')
  thrown(() => expect(42).toPass(injection), 'expected a report, which certify() resolves to, found 42')
  thrown(() => expect(right).toPass(undefined as unknown as string), 'or a check, found undefined')
  thrown(() => expect(right.checks[1000]).toHaveVerdict('pass'), 'expected one of a report’s checks or requirements')
  thrown(() => expect(right).toHaveVerdict('pass'), 'found a whole report')
})

test('Of many failures the first are shown whole, the others by name', () => {
  const [failure] = faulty.checks.filter(({ verdict }) => verdict === 'fail')
  const many: Report = { ...faulty, checks: [1, 2, 3, 4, 5].map((i) => ({ ...failure!, id: `acme/server/${i}` })) }
  const message =
    /acme\/server\/3 on smtp\n[^]+dialogue[^]+These fail, too; .*\n {2}acme\/server\/4 on smtp\n {2}acme\/server\/5 on smtp$/
  expect(() => expect(many).toBeCompliant()).toThrow(message)
})

test('toHaveVerdict is about one result or one row', () => {
  const [onSmtp, onSubmission] = faulty.checks.filter(({ id }) => id === injection)
  expect(onSmtp).toHaveVerdict('fail')
  expect(onSubmission).toHaveVerdict('pass')
  expect(faulty.requirements.find(({ id }) => id === 'rfc3207-4.2-1')).toHaveVerdict('fail')
  expect(() => expect(onSmtp).toHaveVerdict('pass')).toThrow(
    `expected ${injection} to have the verdict pass\nfail: ${injection}`,
  )
  expect(() => expect(onSmtp).toHaveVerdict('failed' as 'fail')).toThrow('expected a verdict, found "failed"')
})
