import { existsSync } from 'node:fs'
import { describe, test } from 'vitest'
import { mailtls, type Running, start } from './testing/run-cli.ts'
import { reportSchema } from './reports/report-schema.ts'

interface Ready {
  ready: true
  endpoints: string[]
  setUp: string
  ca: string
  user: string
  password: string
}

async function readyLine(running: Running): Promise<Ready> {
  return JSON.parse(await running.firstLine) as Ready
}

describe.concurrent('mailtls serve', () => {
  test('serves the reference to another process until it is told to stop', async ({ expect }) => {
    const running = start(['serve', '--protocol', 'submission'])
    const { endpoints, ca, user, password } = await readyLine(running)
    const args = [...endpoints, '--user', user, '--password-env', 'PASSWORD', '--ca', ca, '--reporter', 'json']
    const { exitCode, stdout } = await mailtls(['certify', ...args, '--allow', 'all', '--allow-undecided'], {
      env: { PASSWORD: password },
    })
    expect(exitCode).toBe(0)
    const { summary } = reportSchema.parse(JSON.parse(stdout))
    expect(summary.checks).toMatchObject({ pass: expect.any(Number), inconclusive: expect.any(Number) })
    expect(summary.checks.fail).toBeUndefined()
    running.child.kill('SIGTERM')
    expect(await running.ended).toMatchObject({ exitCode: 0, stderr: '' })
    expect(existsSync(ca)).toBe(false)
  })

  test('serves a bug on its own endpoint and in its own set-up, and the bug is caught', async ({ expect }) => {
    const running = start(['serve', '--bug', 'lists-starttls-inside-tls-on-submission'])
    const { endpoints, setUp } = await readyLine(running)
    expect({ endpoints, setUp }).toEqual({ endpoints: [expect.stringMatching(/^submission:/)], setUp: 'default' })
    const { exitCode, stdout } = await mailtls(['certify', ...endpoints])
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/^localhost: not compliant \(\d+ violations?\)$/m)
    const failures = stdout.slice(stdout.indexOf('\nFailures'), stdout.indexOf('\nTo decide')).trim()
    expect(failures.replaceAll(/:\d{4,5}\b/g, ':PORT')).toMatchInlineSnapshot(`
      "Failures

      1. rfc3207/server/starttls-hidden-inside-tls on submission://localhost:PORT
         breaks     rfc3207-4.2-7 MUST NOT: A server may not list STARTTLS in any EHLO reply that follows the handshake.
                    https://www.rfc-editor.org/rfc/rfc3207#section-4.2
         expected   STARTTLS is not offered again once TLS is running
         found      STARTTLS is offered inside TLS
         set-up     default: as it is meant to run, with STARTTLS
         dialogue
            S: 220 example.org ESMTP
            C: EHLO [127.0.0.1]
            S: 250-example.org greets [127.0.0.1]
            S: 250-PIPELINING
            S: 250-8BITMIME
            S: 250-ENHANCEDSTATUSCODES
            S: 250 STARTTLS
            C: STARTTLS
            S: 220 2.0.0 Ready to start TLS
            C: <starts TLS>
            S: <TLS is running: TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256>
            C: EHLO [127.0.0.1]
            S: 250-example.org greets [127.0.0.1]
            S: 250-PIPELINING
            S: 250-8BITMIME
            S: 250-ENHANCEDSTATUSCODES
            S: 250-STARTTLS
            S: 250 AUTH PLAIN
         again      mailtls certify submission://localhost:PORT --check rfc3207/server/starttls-hidden-inside-tls"
    `)
    running.child.kill('SIGINT')
    expect((await running.ended).exitCode).toBe(0)
  })
})
