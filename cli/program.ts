import { Command, Option } from 'commander'
import type { CertifyFlags } from './commands/certify-flags.ts'
import type { ServeFlags } from './commands/serve.ts'
import type { MailtlsError } from '../harness/errors.ts'
import { protocols } from '../harness/subject.ts'
import { suggestion } from '../harness/suggestion.ts'
import { notYet, usage } from './usage.ts'

/** The command line of mailtls. Each command's code is loaded when it is called. */
export function program(): Command {
  const mailtls = new Command('mailtls')
    .description('Tells whether mail software keeps its TLS promises (RFC 3207, RFC 8314), with evidence.')
    .exitOverride()
    .showSuggestionAfterError(false)
    // what is wrong is told by main, in one line
    .configureOutput({ outputError: () => {} })
    .option('--version', 'print the version')
    .helpCommand(false)
    .allowExcessArguments()
    .action(async ({ version }: { version?: true }) => {
      if (!version) throw noSuchCommand(mailtls)
      const { packageVersion } = await import('../suites/package-version.ts')
      process.stdout.write(`${packageVersion()}\n`)
    })
  certify(mailtls.command('certify'))
  list(mailtls.command('list'))
  explain(mailtls.command('explain'))
  serve(mailtls.command('serve'))
  matrix(mailtls.command('matrix'))
  mailtls
    .command('diff')
    .description('what changed between two reports (not implemented yet)')
    .argument('[reports...]')
    .action(() => {
      throw notYet('diff')
    })
  return mailtls
}

function noSuchCommand({ args: [found], commands }: Command): MailtlsError {
  if (found === undefined) return usage('expected a command, found none: mailtls --help lists them')
  const known = commands.map((command) => command.name())
  return usage(`expected a command, found "${found}"${suggestion(found, known)}`)
}

/** As `smtp://HOST[:25]`, one for each protocol. */
const urlForms = Object.entries(protocols)
  .map(([name, { port }]) => `${name}://HOST[:${port}]`)
  .join(', ')

function certify(command: Command): void {
  command
    .description('judge a server or a client: a verdict for each requirement')
    .argument('[urls...]', `URLs of one running server: ${urlForms}`)
    .option('--server <name>', 'a server of the catalogue; "reference" when nothing is named')
    .option('--image <image>', 'any container image')
    .option(
      '--port <protocol=port>',
      'what the image serves on which port, such as submission=587 (repeatable)',
      collect,
    )
    .option(
      '--server-command <command>',
      'your own server, started for each set-up, such as "CMD {setup} {port} {cert} {key}"',
    )
    .option('--protocol <protocol>', 'what that command serves (repeatable)', collect)
    .option('--client <name>', 'a client of the catalogue')
    .option(
      '--client-command <command>',
      'your own client, started for each connection asked of it, such as "CMD {host} {port} {user} {password} {ca} {message}"',
    )
    .option(
      '--client-protocol <protocol>',
      'what that command speaks: smtp, imap or pop3 (default: as its URL says, or smtp)',
    )
    .option(
      '--client-mode <mode>',
      'how it protects its connections: implicit, starttls-required (default) or starttls-if-possible (repeatable)',
      collect,
    )
    .option('--client-role <role>', 'what it is: mua (default) or smtp-client, a relay')
    .option(
      '--domain <domain>',
      'the mail domain whose operator is judged: its DNS, and the servers (alone or with the above)',
    )
    .option('--resolver <address>', 'the DNS resolver to ask, as ADDR[:PORT]; you vouch that it validates DNSSEC')
    .option('--config <file>', 'mailtls.yaml: endpoints, set-ups, accounts, trust, domain')
    .option('--user <name>', 'the account to log in with')
    .option('--password-env <variable>', 'the environment variable that holds its password')
    .option('--ca <file>', 'PEM of the certificates that the server is verified against')
    .option('--server-name <name>', 'the host name to ask for in TLS (SNI)')
    .option('--mailbox <address>', 'an address of the server’s own that takes our test mail')
    .option('--suite <name>', 'only this suite (repeatable)', collect)
    .option('--check <id>', 'only this check (repeatable)', collect)
    .option('--level <level>', 'exit with 1 for a failure at this level or above: must, should, may (default: must)')
    .option('--reporter <names>', 'terminal, json, or both with a comma (default: terminal)')
    .option('--report-dir <directory>', 'write report.json there')
    .option(
      '--allow <kind>',
      'cleartext-password, failed-logins, sends-mail, relay-attempt or all (repeatable)',
      collect,
    )
    .option('--allow-undecided', 'exit with 0 though some requirements could not be decided')
    .option('--dry-run', 'list what would be run and sent; contacts nothing')
    .option('--timeout <ms>', 'how long a check may take (default: 5000)')
    .option('--time-limit <ms>', 'how long the run may take')
    .option('--concurrency <n>', 'connections at once (default: 8)')
  command.addOption(
    new Option('--waivers <file>').hideHelp().argParser(() => {
      throw notYet('--waivers')
    }),
  )
  command.action(async (urls: string[], flags: CertifyFlags) => {
    process.exitCode = await (await import('./commands/certify.ts')).certifyCommand(urls, flags)
  })
}

function list(command: Command): void {
  command
    .description('the catalogues: requirements, checks, bugs, servers, clients')
    .argument('<what>', 'requirements, checks, bugs, servers or clients')
    .option('--reporter <name>', 'terminal or json (default: terminal)')
    .action(async (what: string, flags: { reporter?: string }) => {
      await (await import('./commands/list.ts')).listCommand(what, flags)
    })
}

function explain(command: Command): void {
  command
    .description('what a requirement, a check or a bug is about')
    .argument('<id>', 'such as rfc3207-4.2-7 or rfc3207/server/starttls-works')
    .option('--reporter <name>', 'terminal or json (default: terminal)')
    .action(async (id: string, flags: { reporter?: string }) => {
      await (await import('./commands/explain.ts')).explainCommand(id, flags)
    })
}

function serve(command: Command): void {
  command
    .description('serve the reference or one of its bugs until SIGINT or SIGTERM; one line of JSON tells where')
    .option('--bug <name>', 'this fault; on its own endpoint and in its own set-up unless others are named')
    .option('--protocol <protocol>', 'only this one (repeatable)', collect)
    .option('--set-up <name>', 'how it is configured (default: default)')
    .option('--host <address>', 'the address to listen on (default: 127.0.0.1)')
    .option('--port <n>', 'the port, with one --protocol (default: a free one)')
    .action(async (flags: ServeFlags) => {
      await (await import('./commands/serve.ts')).serveCommand(flags)
    })
}

function matrix(command: Command): void {
  command
    .description('with --bugs: run every check on every bug and hold the outcome against the gates')
    .option('--bugs', 'the kill matrix')
    .option('--reporter <name>', 'terminal or json (default: terminal)')
    .action(async (flags: { bugs?: true; reporter?: string }) => {
      process.exitCode = await (await import('./commands/matrix.ts')).matrixCommand(flags)
    })
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}
