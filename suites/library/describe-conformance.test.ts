import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ExampleFolder, exampleFolder } from '../testing/doc-examples.ts'

const fixture = `
import { startServer } from 'mailtls'
import { describeConformance } from 'mailtls/vitest'

const injection = 'rfc3207/server/injection-same-segment'
const works = 'rfc3207/server/starttls-works'
const bug = { server: { bug: 'obeys-injected-lines' } } as const
describeConformance(bug, { checks: [injection, works] })

const known = [
  { check: injection, reason: 'ticket 17' },
  { check: works, reason: 'ticket 18' },
]
describeConformance(bug, { checks: [injection, works], known })

const own = (name: string) => ({
  name,
  protocols: ['smtp', 'imaps'] as const,
  async start() {
    const { endpoint, trust, serverName, ...server } = await startServer('reference', { protocols: ['smtp'], setUps: ['default'] })
    const stop = async () => (await server[Symbol.asyncDispose](), console.log(name + ' was stopped'))
    return { urls: endpoint().url, trust, serverName, [Symbol.asyncDispose]: stop }
  },
})
describeConformance(own('strict'), { checks: ['rfc3207/server/tls-required-530', 'rfc8314/server/tls-first'] })
describeConformance(own('lenient'), { checks: ['rfc3207/server/tls-required-530'], inconclusive: 'skip' })
describeConformance('smtp://localhost:1', { checks: [works], inconclusive: 'skip' })
`

let folder: ExampleFolder
let exitCode: number | undefined
let output: string
beforeAll(async () => {
  folder = await exampleFolder()
  const example = { file: 'suite', line: 1, language: 'ts', text: fixture }
  ;({ exitCode, output } = await folder.run(example, ['--reporter=verbose']))
}, 120_000)
afterAll(async () => await folder[Symbol.asyncDispose]())

const lineOf = (suite: string, title: string) =>
  output.split('\n').find((line) => line.includes(`Conformance of ${suite} > ${title}`)) ?? 'no such test'

test('A check that fails shows what was expected, what was found, the dialogue and the way to see it again', () => {
  expect(exitCode).toBe(1)
  expect(lineOf('obeys-injected-lines', 'smtp: a command sent together')).toMatch(/^ +×/)
  expect(lineOf('obeys-injected-lines', 'submission: a command sent together')).toMatch(/^ +✓/)
  expect(output).toMatch(
    new RegExp(
      [
        'Error: fail: rfc3207/server/injection-same-segment on smtp',
        'breaks    rfc3207-4.2-1 MUST: .+',
        'severity  vulnerability: .+',
        'expected  a command sent together with STARTTLS is never obeyed',
        'found     a command sent behind STARTTLS was answered inside TLS: .+',
        'dialogue',
        '   … \\d+ lines before',
        '(   [CS]: .+\n)+again     vitest run -t rfc3207/server/injection-same-segment',
      ].join('\n'),
    ),
  )
})

test('A failure that is known is skipped with its reason, and one that is gone fails', () => {
  expect(output).toContain('[known: ticket 17]')
  expect(output).toContain('Error: rfc3207/server/starttls-works covers nothing')
})

test('What is undecided fails, or is skipped with what it asks for', () => {
  const advice = 'no endpoint in the set-up "tls-required" was named'
  expect(lineOf('strict', 'smtp: ')).toMatch(/^ +×/)
  expect(output).toContain(`found     ${advice}`)
  expect(lineOf('lenient', 'smtp: ')).toMatch(/^ +↓/)
  expect(output).toContain(`[inconclusive: ${advice}`)
})

test('What is started is stopped, and has to be what was promised', () => {
  for (const name of ['strict', 'lenient']) expect(output).toContain(`${name} was stopped`)
  expect(output).toContain('Error: expected start() to give a URL for imaps, found none')
})

test('A server that is not there fails, though its checks are skipped', () => {
  expect(lineOf('smtp://localhost:1', 'smtp://localhost:1: ')).toMatch(/^ +↓/)
  expect(lineOf('smtp://localhost:1', 'Endpoints can be reached')).toMatch(/^ +×/)
  expect(output).toContain('Error: smtp://localhost:1: expected a server at localhost:1, but the port is closed')
})

test('A part of the tests can be selected, and the subject is judged by those only', async () => {
  const text = `import { startServer } from 'mailtls'
    import { describeConformance } from 'mailtls/vitest'
    const known = [{ check: 'rfc3207/server/starttls-hidden-inside-tls', reason: 'ticket 17' }]
    describeConformance({ server: { bug: 'obeys-injected-lines' } }, { suite: 'rfc3207', known })`
  const example = { file: 'suite', line: 2, language: 'ts', text }
  const ran = await folder.run(example, ['-t', 'starttls-works|Endpoints'])
  // had the check run, its waiver would cover nothing
  expect(ran.output).toMatch(/Tests +3 passed \| \d+ skipped/)
  expect(ran.exitCode).toBe(0)
}, 120_000)
