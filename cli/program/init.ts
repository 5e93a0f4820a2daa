import type { Command } from 'commander'
import type { InitFlags } from '../commands/init.ts'
import { collect } from './collect.ts'

/** The options of `mailtls init`. */
export function init(command: Command): void {
  command
    .description(
      'look at a running server, never logging in, and write a mailtls.yaml with what is found and what is missing',
    )
    .argument('[host]', 'its name or address; with --domain it may be left out: SRV and MX records name the servers')
    .option('--port <protocol=port>', 'look there, and nowhere else, such as submission=2587 (repeatable)', collect)
    .option('--domain <domain>', 'the mail domain whose operator is to be judged, too')
    .option('--resolver <address>', 'the DNS resolver to ask, as ADDR[:PORT]; you vouch that it validates DNSSEC')
    .option('--ca <file>', 'PEM of the certificates that the server is verified against')
    .option('--server-name <name>', 'the host name to ask for in TLS (SNI)')
    .option('--output <file>', 'where to write it, - for stdout (default: mailtls.yaml)')
    .option('--force', 'overwrite what is there')
    .option('--timeout <ms>', 'how long to wait for a port, three times over at most (default: 5000)')
    .option('--reporter <name>', 'terminal or json (default: terminal)')
    .action(async (host: string | undefined, flags: InitFlags) => {
      process.exitCode = await (await import('../commands/init.ts')).initCommand(host, flags)
    })
}
