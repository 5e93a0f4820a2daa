import type { Command, CommanderError } from 'commander'
import type { MailtlsError } from '../harness/errors.ts'
import { suggestion } from '../harness/suggestion.ts'
import { usage } from '../harness/usage.ts'

/** Says in our words what commander found wrong: what was expected, what was found, and the nearest that is right. */
export function usageFrom({ code, message }: CommanderError, program: Command, argv: readonly string[]): MailtlsError {
  const command = program.commands.find((each) => each.name() === argv[0])
  const [, quoted = ''] = /'(.+?)'/s.exec(message) ?? []
  switch (code) {
    case 'commander.unknownOption': {
      const known = (command ?? program).options.flatMap(({ long, hidden }) => (long && !hidden ? [long] : []))
      const of = command ? `mailtls ${command.name()}` : 'mailtls'
      return usage(`expected an option of ${of}, found ${quoted}${suggestion(quoted, [...known, '--help'])}`)
    }
    case 'commander.optionMissingArgument':
      return usage(`expected a value behind ${quoted}, found none`)
    case 'commander.missingArgument': {
      const meaning = command?.registeredArguments.find((argument) => argument.name() === quoted)?.description
      return usage(`expected ${quoted.toUpperCase()} (${meaning}) behind mailtls ${command?.name()}, found nothing`)
    }
    case 'commander.excessArguments':
      return usage(`expected fewer arguments of mailtls ${command?.name()}, found ${/: (.*)\.$/s.exec(message)?.[1]}`)
    default:
      return usage(message.replace(/^error: /, '').replaceAll('\n', ' '))
  }
}
