import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { foldersForTests } from '../harness/testing/folders.ts'
import { startReference } from '../servers/reference/start.ts'
import { reportSchema } from './reports/report-schema.ts'
import { mailtls } from './testing/run-cli.ts'

const newFolder = foldersForTests()

const check = ['--check', 'rfc8314/server/tls-1-2-or-later']

function configured(text: string): string {
  const file = join(newFolder(), 'mailtls.yaml')
  writeFileSync(file, text)
  return file
}

async function certify(text: string, ...more: string[]) {
  const args = ['certify', '--config', configured(text), '--reporter', 'json', ...check, ...more]
  const { exitCode, stdout, stderr } = await mailtls(args)
  return { exitCode, stderr, ...(stdout && { report: reportSchema.parse(JSON.parse(stdout)) }) }
}

describe.concurrent('What mailtls.yaml claims', () => {
  test('is held against the wire, and fails the run where that says otherwise', async ({ expect }) => {
    await using server = await startReference({ protocols: ['imap', 'pop3s'], setUps: ['default'], operator: false })
    const [imap, pop3s] = server.endpoints.map(
      ({ protocol, listeners }) => `${protocol}://localhost:${listeners.default!.port}`,
    )
    const text = `
endpoints: [${imap}, ${pop3s}]
claims:
  endpoints:
    imap: { before-tls: [STARTTLS, AUTH PLAIN], tls: [TLSv1.2, TLSv1.3] }
    ${pop3s}: { inside-tls: [SASL PLAIN], tls: [TLSv1.3] }
  requirements: { rfc8314-4-12: no }
declared:
  rfc8314-4-16: { answer: yes, source: manual }
`
    const { report } = await certify(text)
    expect(report!.findings).toEqual([
      {
        severity: 'violation',
        check: 'claim',
        endpoint: imap,
        text: expect.stringMatching(/^claims AUTH PLAIN before TLS, but CAPABILITY lists IMAP4rev1, .*STARTTLS/),
      },
      { severity: 'violation', check: 'claim', endpoint: pop3s, text: 'claims TLSv1.3, but is seen with TLSv1.2, too' },
      {
        severity: 'violation',
        check: 'claim',
        endpoint: '',
        text: 'claims rfc8314-4-12: no, but is seen to do it',
        requirement: 'rfc8314-4-12',
      },
    ])
    expect(report!.claims!.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'pass', 'pass', 'fail', 'fail'])
    expect(report!.exitCode).toBe(1)
    expect(report!.requirements.find(({ id }) => id === 'rfc8314-4-16')?.verdict).toBe('declared')

    const terminal = await mailtls(['certify', '--config', configured(text), ...check])
    expect(terminal.exitCode).toBe(1)
    expect(terminal.stdout).toMatch(/^ {2}✗ pop3s:.*: claims TLSv1.3, but is seen with TLSv1.2, too$/m)
    expect(terminal.stdout).toMatch(/^claims +3 hold, 3 contradicted$/m)
  })

  test('may be known and waived', async ({ expect }) => {
    await using server = await startReference({ protocols: ['imaps'], setUps: ['default'], operator: false })
    const text = `
endpoints: ['imaps://localhost:${server.endpoints[0]!.listeners.default!.port}']
claims: { endpoints: { imaps: { tls: [TLSv1.3] } } }
declared: { rfc8314-4-16: { answer: yes, source: manual } }
waivers: [{ check: claim, reason: the manual is to be mended }]
`
    const { exitCode, report } = await certify(text)
    expect(report!.findings).toMatchObject([{ check: 'claim', waived: { reason: 'the manual is to be mended' } }])
    expect(exitCode).toBe(0)
  })

  test('is about the endpoints that a command serves, by their protocols', async ({ expect }) => {
    const text = 'claims: { endpoints: { imap: { tls: [TLSv1.3] } } }'
    const command = ['--server-command', 'my-server {port}', '--protocol', 'submission', '--dry-run']
    expect(await certify(text, ...command)).toEqual({
      exitCode: 64,
      stderr: 'mailtls: expected claims about the endpoints that there are (submission), found imap\n',
    })
  })

  test('is about requirements only where the subject is a client', async ({ expect }) => {
    const client = ['--client-command', 'sh {port}', '--check', 'rfc3207/client/ehlo-first-inside-tls', '--dry-run']
    const claiming = (claims: string) =>
      mailtls(['certify', '--config', configured(`claims: { ${claims} }`), ...client, '--reporter', 'json'])
    expect(await claiming('endpoints: { submission: { tls: [TLSv1.3] } }')).toEqual({
      exitCode: 64,
      stdout: '',
      stderr: 'mailtls: expected requirements only under claims: a client has no endpoints\n',
    })
    expect((await claiming('requirements: { rfc3207-4.2-3: yes }')).exitCode).toBe(0)
  })
})

test('A vendor may declare what a single command does not claim by itself', async ({ expect }) => {
  const text = 'declared: { rfc8314-5.2-8: { answer: no, source: manual } }'
  const client = [
    '--client-command',
    `'${process.execPath}' -e 0 {port}`,
    '--check',
    'rfc3207/client/ehlo-first-inside-tls',
  ]
  const args = ['certify', '--config', configured(text), ...client, '--reporter', 'json']
  const { requirements } = reportSchema.parse(JSON.parse((await mailtls(args)).stdout))
  expect(requirements.find(({ id }) => id === 'rfc8314-5.2-8')).toMatchObject({
    verdict: 'declared',
    declared: { answer: 'no' },
  })
})
