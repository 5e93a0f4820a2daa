import { MailtlsError } from './errors.ts'
import { suggestion } from './suggestion.ts'

/** What somebody got wrong who uses mailtls: a command line, a configuration, an argument. Exit code 64. */
export function usage(message: string, options?: ErrorOptions): MailtlsError {
  return new MailtlsError('usage', message, options)
}

/** The one of the known names that a text is; throws `usage` with the nearest. `what` reads "a level". */
export function oneOf<Name extends string>(what: string, text: string, known: readonly Name[]): Name {
  const found = known.find((name) => name === text)
  if (found === undefined) throw usage(`expected ${what}, found "${text}"${suggestion(text, known)}`)
  return found
}

/** The entry of a catalogue with this name. Throws `usage` with the nearest; `what` reads "a bug". */
export function named<Entry extends { name: string }>(what: string, name: string, entries: readonly Entry[]): Entry {
  const known = oneOf(
    what,
    name,
    entries.map((entry) => entry.name),
  )
  return entries.find((entry) => entry.name === known)!
}

/** A whole number from 1 to `most`. */
export function wholeNumber(option: string, text: string, most = 2 ** 31 - 1): number {
  const number = /^\d+$/.test(text) ? Number(text) : 0
  if (number < 1 || number > most) {
    throw usage(`expected a whole number from 1 to ${most} for ${option}, found "${text}"`)
  }
  return number
}
