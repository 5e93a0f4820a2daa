import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { createAuthority } from '../certs/authority.ts'
import { temporaryFolder } from '../harness/temporary-folder.ts'
import { listenWith } from '../harness/testing/listener.ts'
import { account } from '../servers/account.ts'
import { reportSchema } from './reports/report-schema.ts'
import { mailtls, start } from './testing/run-cli.ts'

const vendor = join(import.meta.dirname, 'testing/vendor-server.ts')
const credentials = ['--user', account.user, '--password-env', 'PASSWORD', '--mailbox', account.mailbox]
const env = { PASSWORD: account.password }

function certify(command: string): string[] {
  return ['certify', '--server-command', command, '--protocol', 'submission', ...credentials, '--reporter', 'json']
}

describe.concurrent('mailtls certify --server-command', () => {
  test('starts the command once for each set-up, and takes its error for a set-up that it does not have', async ({
    expect,
  }) => {
    const command = `'${process.execPath}' "${vendor}" {setup} {port} {cert} {key} {ca}`
    const checks = ['starttls-works', 'tls-required-530', 'starttls-needs-a-certificate']
    const args = [...certify(command), ...checks.flatMap((name) => ['--check', `rfc3207/server/${name}`])]
    const { exitCode, stdout, stderr } = await mailtls(args, { env })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const { subject, checks: results } = reportSchema.parse(JSON.parse(stdout))
    expect(Object.fromEntries(results.map(({ id, verdict, reason }) => [id, reason?.code ?? verdict]))).toEqual({
      'rfc3207/server/starttls-works': 'pass',
      'rfc3207/server/tls-required-530': 'pass',
      'rfc3207/server/starttls-needs-a-certificate': 'set-up-missing',
    })
    expect(Object.keys(subject.endpoints[0]!.setUps)).toEqual(['default', 'tls-required'])
  })

  test('tells the command which of its protocols it is to speak', async ({ expect }) => {
    const script = `test {protocol} = submission && exec '${process.execPath}' '${vendor}' {setup} {port} {cert} {key} {ca}; echo {protocol}? >&2; exit 7`
    const args = certify(`sh -c "${script}"`)
    expect((await mailtls([...args, '--check', 'rfc3207/server/starttls-works'], { env })).exitCode).toBe(0)
    const { exitCode, stderr } = await mailtls([...args, '--protocol', 'imap'], { env })
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/\(imap, set-up default\), but it ended with exit code 7; it said last: imap\?\n$/),
    })
  })

  test('says so where the command ends in the midst of the run, with its last words', async ({ expect }) => {
    const dies = "console.error('out of paper'); process.exit(7)"
    const serves =
      "s.on('data', (line) => { if (/EHLO/.test(line)) DIES }).on('error', () => {}).write('220 here\\r\\n')"
    const script = `require('net').createServer((s) => ${serves.replace('DIES', `{ ${dies} }`)}).listen(process.argv[1])`
    const args = [...certify(`'${process.execPath}' -e "${script}" {port}`), '--check', 'rfc3207/server/starttls-works']
    const { exitCode, stdout } = await mailtls(args, { env })
    const [result] = reportSchema.parse(JSON.parse(stdout)).checks
    expect([exitCode, result?.verdict]).toEqual([2, 'inconclusive'])
    expect(result?.reason?.text).toContain('the server has ended with exit code 7; it said last: out of paper')
  })

  test('knows of no client certificate that the command accepts but the one that the configuration names', async ({
    expect,
  }) => {
    const bin = join(import.meta.dirname, 'bin.ts')
    const bug = 'asks-for-certificates-in-vain-on-submissions'
    const command = `'${process.execPath}' '${bin}' serve --bug ${bug} --protocol submissions --port {port}`
    const check = ['--check', 'rfc8314/server/certificate-requested', '--reporter', 'json']
    const args = ['certify', '--server-command', command, '--protocol', 'submissions', ...credentials, ...check]
    const found = async (...configuration: string[]) => {
      const { stdout } = await mailtls([...args, ...configuration], { env })
      return reportSchema.parse(JSON.parse(stdout)).checks.map(({ verdict, reason }) => [verdict, reason?.code])
    }
    await using folder = await temporaryFolder()
    const { cert, key } = await (await createAuthority()).issue('client')
    const config = join(folder.path, 'mailtls.yaml')
    const files = { cert, key, yaml: 'clientCertificates: { accepted: { cert: mailtls.cert, key: mailtls.key } }' }
    await Promise.all(
      Object.entries(files).map(([kind, text]) => writeFile(join(folder.path, `mailtls.${kind}`), text)),
    )
    expect(await found()).toEqual([['inconclusive', 'acceptance-unknown']])
    expect(await found('--config', config)).toEqual([['fail', 'violation']])
  })

  test('tells what the command said last where it does not serve', async ({ expect }) => {
    const { exitCode, stdout, stderr } = await mailtls(
      certify(`'${process.execPath}' -e "console.error('no licence'); process.exit(7)" {port}`),
      { env },
    )
    expect({ exitCode, stdout, stderr: stderr.replace(/port \d+/, 'port PORT') }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'mailtls: expected node to greet on port PORT (submission, set-up default), but it ended with exit code 7; it said last: no licence\n',
    })
  })

  test('leaves no process behind when it is interrupted, however deep', async ({ expect }) => {
    const { promise: alive, resolve } = Promise.withResolvers<Socket>()
    await using watcher = await listenWith((socket) => resolve(socket))
    const command = `sh -c '"${process.execPath}" "${vendor}" default {port} {cert} {key} {ca} ${watcher.port}; exit'`
    const running = start(certify(command), { env })
    const socket = await alive
    socket.resume()
    running.child.kill('SIGINT')
    const gone = once(socket, 'end')
    expect((await running.ended).exitCode).toBe(130)
    await gone
  })
})
