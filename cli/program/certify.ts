import type { Command } from 'commander'
import { protocols } from '../../harness/subject.ts'
import type { CertifyFlags } from '../commands/certify-flags.ts'
import { reporterNames } from '../reporters/reporters.ts'
import { collect } from './collect.ts'

/** As `smtp://HOST[:25]`, one for each protocol. */
const urlForms = Object.entries(protocols)
  .map(([name, { port }]) => `${name}://HOST[:${port}]`)
  .join(', ')

/** The options of `mailtls certify`. */
export function certify(command: Command): void {
  command
    .description('judge a server or a client: a verdict for each requirement')
    .argument('[urls...]', `URLs of one running server: ${urlForms}`)
    .option('--server <name>', 'a server of the catalogue (mailtls list servers); "reference" when nothing is named')
    .option('--image <image>', 'any container image; it finds cert.pem, key.pem and ca.pem in /tls')
    .option(
      '--port <protocol=port>',
      'what the image serves on which port, such as submission=587 (repeatable)',
      collect,
    )
    .option(
      '--server-command <command>',
      'your own server, started for each set-up and protocol, such as "CMD {protocol} {setup} {port} {cert} {key}"',
    )
    .option('--protocol <protocol>', 'what that command serves, such as submission (repeatable)', collect)
    .option('--client <name>', 'a client of the catalogue (mailtls list clients)')
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
    .option(
      '--config <file>',
      'endpoints, set-ups, accounts, trust, claims, declarations, waivers, client commands (default: mailtls.yaml here, where no subject is named)',
    )
    .option('--user <name>', 'the account to log in with')
    .option('--password-env <variable>', 'the environment variable that holds its password')
    .option('--ca <file>', 'PEM of the certificates that the server is verified against')
    .option('--server-name <name>', 'the host name to ask for in TLS (SNI)')
    .option('--mailbox <address>', 'an address of the server’s own that takes our test mail')
    .option('--suite <name>', 'only this suite: rfc3207, rfc8314 or rfc2595 (repeatable)', collect)
    .option('--check <id>', 'only this check (mailtls list checks; repeatable)', collect)
    .option('--shard <i/n>', 'only this part of the checks, such as 2/5: "mailtls merge" makes one report of all parts')
    .option('--run-id <text>', 'what tells the parts of this run from those of others (default: what a CI system says)')
    .option('--level <level>', 'exit with 1 for a failure at this level or above: must, should, may (default: must)')
    .option('--reporter <names>', `${reporterNames.join(', ')}, or several with commas (default: terminal)`)
    .option('--report-dir <directory>', 'write report.json there, and what the other reporters make')
    .option(
      '--evidence <kinds>',
      'beside the dialogues of failed checks, in the report directory: all (of all checks), captures (for Wireshark, with passwords), or both',
      collect,
    )
    .option('--waivers <file>', 'YAML of failures that are known, beside those under waivers in mailtls.yaml')
    .option('--update-waivers', 'write there what fails now, with reasons to be given, and take out what is stale')
    .option(
      '--allow <kind>',
      'cleartext-password, failed-logins, sends-mail, relay-attempt or all (repeatable)',
      collect,
    )
    .option('--allow-undecided', 'exit with 0 though some requirements could not be decided')
    .option('--dry-run', 'list what would be run and sent; contacts nothing')
    .option('--timeout <ms>', 'how long a check may take (default: 5000)')
    .option('--time-limit <ms>', 'how long the run may take; what was decided until then is reported')
    .option('--concurrency <n>', 'connections at once (default: 8)')
    .addHelpText(
      'after',
      `
Exit codes: 0 no unwaived failure at or above --level, and decided; 1 a failure, a contradicted claim, or a waiver that is
expired or stale; 2 undecided, or an endpoint that cannot be judged; 3 our own error, no container engine, or a report that
cannot be written; 64 wrong usage; 129, 130 and 143 interrupted.`,
    )
  command.action(async (urls: string[], flags: CertifyFlags) => {
    process.exitCode = await (await import('../commands/certify.ts')).certifyCommand(urls, flags)
  })
}
