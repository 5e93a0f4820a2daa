import { join } from 'node:path'
import { createAuthority } from '../../../certs/authority.ts'
import { plantedKey } from '../../../harness/testing/planted.ts'
import { joinWords } from '../../../harness/shell-words.ts'
import { oddPassword, plantedAccount, type Planting } from './planting.ts'
import { startTelltales, type Telltales } from './telltale.ts'

/** Plants secrets, and has mailtls do something that they could come out of; the exit codes, in their order. */
export type Scenario = (planting: Planting, options: { checks: readonly string[] }) => Promise<(number | null)[]>

export const user = 'planter'
export const everything = [
  '--report-dir',
  'out',
  '--reporter',
  'terminal,json,html,junit,sarif,markdown',
  '--evidence',
  'all',
]

/** Servers that tell, and a configuration that names them and says how a password is found. */
async function telltales(planting: Planting, password: string): Promise<Telltales> {
  const authority = await createAuthority()
  const servers = await startTelltales(authority, { user, password })
  planting.planted.push(...plantedAccount(user, password))
  planting.write('ca.pem', authority.certificate)
  const claimed = servers.urls.map((url) => [url, { 'inside-tls': ['X-NONESUCH'] }])
  const config = {
    endpoints: servers.urls,
    setUps: servers.setUps,
    accounts: [{ user, 'password-env': 'PLANTED' }],
    trust: 'ca.pem',
    mailbox: 'mailbox@example.org',
    allow: ['all'],
    claims: { endpoints: Object.fromEntries(claimed) },
  }
  planting.write('mailtls.yaml', JSON.stringify(config))
  return servers
}

async function certifyTelltales(planting: Planting, password: string, args: readonly string[]) {
  await using _servers = await telltales(planting, password)
  return [(await planting.run(['certify', ...everything, ...args], { env: { PLANTED: password } })).exitCode]
}

const plainPassword = () => `tallyho.${Math.random().toString(36).slice(2, 10)}-Xw`
const script = (name: string) => joinWords([process.execPath, join(import.meta.dirname, `${name}.ts`)])

export const scenarios = {
  'servers that tell an odd password': (planting, { checks }) => certifyTelltales(planting, oddPassword(), checks),

  'servers that tell a plain password': (planting, { checks }) => certifyTelltales(planting, plainPassword(), checks),

  'servers that tell a wrong password': async (planting, { checks }) => {
    await using _servers = await telltales(planting, plainPassword())
    const wrong = oddPassword()
    // the right one is told to nobody
    planting.planted.splice(0, Infinity, ...plantedAccount(user, wrong))
    const { exitCode } = await planting.run(['certify', ...everything, ...checks], {
      env: { PLANTED: wrong },
    })
    return [exitCode]
  },

  'shards, merged, compared and laid side by side': async (planting) => {
    const password = oddPassword()
    await using _servers = await telltales(planting, password)
    const options = { env: { PLANTED: password } }
    const codes = []
    for (const shard of ['1/2', '2/2']) {
      const directory = `shard-${shard[0]}`
      const args = [
        'certify',
        '--shard',
        shard,
        '--report-dir',
        directory,
        '--check',
        'rfc3207/server/injection-same-segment',
      ]
      codes.push((await planting.run([...args, '--check', 'rfc2595/server/capabilities-after-tls'], options)).exitCode)
    }
    const reports = ['shard-1/report.json', 'shard-2/report.json']
    // whether anything is worse depends on what was told
    await planting.run(['diff', ...reports])
    for (const args of [
      ['merge', ...reports, '--report-dir', 'merged', '--reporter', 'html,sarif'],
      ['matrix', 'merged/report.json', '--report-dir', 'matrix', '--reporter', 'terminal,html'],
    ]) {
      codes.push((await planting.run(args)).exitCode)
    }
    return codes
  },

  'a run that is interrupted': async (planting) => {
    const password = oddPassword()
    await using servers = await telltales(planting, password)
    const interrupt = { signal: 'SIGINT', when: servers.loggedIn } as const
    const { exitCode } = await planting.run(['certify', ...everything], { env: { PLANTED: password }, interrupt })
    return [exitCode]
  },

  'a server command that does not serve, and says its password, or a line of its key, last': async (planting) => {
    const password = oddPassword()
    planting.planted.push(...plantedAccount(user, password))
    const codes = []
    for (const says of ['echo "started with $PLANTED" >&2', 'sed -n 3p {key} >&2']) {
      const command = `sh -c 'cp {key} key.pem; stat -c %a {key} $(dirname {key}) > modes; ${says}; exit 7' {port}`
      const args = [
        'certify',
        '--server-command',
        command,
        '--protocol',
        'imap',
        '--user',
        user,
        '--password-env',
        'PLANTED',
      ]
      codes.push((await planting.run(args, { env: { PLANTED: password } })).exitCode)
      planting.planted.push(...plantedKey('the key of the server', planting.take('key.pem')))
    }
    return codes
  },

  'a client command that prints what it is told, and its key': async (planting) => {
    const command = `sh -c '${script('telltale-client')} "$@"; test -z "$7" || cp "$7" key.pem' sh {port} {user} {password} {ca} {message} {cert} {key}`
    planting.planted.push(...plantedAccount('test', 'correct-horse'))
    const checks = ['rfc3207/client/injection-whole-reply', 'rfc8314/client/client-certificate']
    const { exitCode } = await planting.run(['certify', '--client-command', command, ...everything, ...chosen(checks)])
    planting.planted.push(...plantedKey('the key of the client', planting.take('key.pem')))
    return [exitCode]
  },

  'a client with a password that nobody has told us': async (planting) => {
    const own = oddPassword()
    planting.planted.push(...plantedAccount('test', own))
    const command = `${script('telltale-client')} {port} {user} {password} {ca} {message}`
    const args = [
      'certify',
      '--client-command',
      command,
      ...everything,
      ...chosen(['rfc3207/client/injection-whole-reply']),
    ]
    return [(await planting.run(args, { env: { OWN_PASSWORD: own } })).exitCode]
  },

  'captures that were asked for': async (planting, { checks }) => {
    const codes = await certifyTelltales(planting, oddPassword(), [...checks, '--evidence', 'captures'])
    for (const file of planting.files().filter((each) => each.endsWith('.pcapng'))) {
      for (const [, secret] of planting.read(file).toString('latin1').matchAll(secretsOfTls)) {
        planting.planted.push({ name: 'a secret of TLS', secret: Buffer.from(secret!, 'hex') })
      }
    }
    return codes
  },

  'the library, and what a test says that fails': async (planting) => {
    const account = { user, password: oddPassword() }
    await using servers = await telltales(planting, account.password)
    const { certify } = await import('../../../suites/library/mailtls.ts')
    const { failureText } = await import('../../../suites/library/failure-text.ts')
    const trust = planting.read('ca.pem').toString()
    const report = await certify(
      { urls: servers.urls, account, trust, serverName: 'localhost', setUps: servers.setUps, allow: 'all' },
      {
        checks: ['rfc3207/server/injection-same-segment', 'rfc8314/server/barred-user-same-refusal'],
        timeoutMs: 20_000,
      },
    )
    planting.keep('library.json', JSON.stringify(report))
    planting.keep('failures.txt', report.checks.map((result) => failureText(result)).join('\n'))
    return [report.exitCode]
  },

  'a password in the wrong place': async (planting) => {
    const password = oddPassword()
    planting.planted.push(...plantedAccount(user, password))
    const url = `imap://${user}:${encodeURIComponent(password)}@localhost`
    const codes = []
    for (const args of [
      ['certify', url],
      ['certify', 'imap://localhost', '--user', user, '--password-env', password],
      ['certify', 'imap://localhost', '--report-dir', '/proc/nonesuch', '--user', user, '--password-env', 'PLANTED'],
    ]) {
      codes.push((await planting.run(args, { env: { PLANTED: password } })).exitCode)
    }
    return codes
  },
} satisfies Record<string, Scenario>

/** As a key log has them: the label, what is random and public, and the secret. */
const secretsOfTls = /(?:CLIENT_RANDOM|[A-Z_]+_SECRET(?:_\d)?) [\da-f]{64} ([\da-f]{64,96})/g

export function chosen(checks: readonly string[]): string[] {
  return checks.flatMap((id) => ['--check', id])
}
