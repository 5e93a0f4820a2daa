import { Command } from 'commander'
import type { MailtlsError } from '../harness/errors.ts'
import { suggestion } from '../harness/suggestion.ts'
import { certify } from './program/certify.ts'
import { diff } from './program/diff.ts'
import { explain } from './program/explain.ts'
import { init } from './program/init.ts'
import { list } from './program/list.ts'
import { matrix } from './program/matrix.ts'
import { merge } from './program/merge.ts'
import { serve } from './program/serve.ts'
import { usage } from '../harness/usage.ts'

/** The commands, in the order in which help lists them. */
const commands = { certify, init, matrix, merge, diff, list, explain, serve } satisfies Record<
  string,
  (command: Command) => void
>

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
  for (const [name, define] of Object.entries(commands)) define(mailtls.command(name))
  return mailtls
}

function noSuchCommand({ args: [found], commands: defined }: Command): MailtlsError {
  if (found === undefined) return usage('expected a command, found none: mailtls --help lists them')
  const known = defined.map((command) => command.name())
  return usage(`expected a command, found "${found}"${suggestion(found, known)}`)
}
