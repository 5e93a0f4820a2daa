import { CommanderError } from 'commander'
import { faultText, isMailtlsError } from '../harness/errors.ts'
import { usageFrom } from './commander-errors.ts'
import { exitCodeFor } from './exit-code.ts'
import { complain, flush, surviveClosedPipe } from './output.ts'
import { program } from './program.ts'

/** Runs one command line and ends the process. Whatever goes wrong becomes one line on stderr and an exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  surviveClosedPipe()
  process.on('uncaughtException', (error) => {
    tell(error)
    process.exit()
  })
  await execute(argv).catch(tell)
  // what the command started it has stopped; a socket that a server keeps half open must not hold us up
  await flush()
  process.exit()
}

/** Runs one command line. Throws MailtlsError, or a fault of our own. */
export async function execute(argv: readonly string[]): Promise<void> {
  const commands = program()
  try {
    await commands.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // help and version are no errors
    if (error.exitCode !== 0) throw usageFrom(error, commands, argv)
  }
}

function tell(error: unknown): void {
  complain(isMailtlsError(error) ? error.message : faultText(error))
  process.exitCode = exitCodeFor(error)
}
