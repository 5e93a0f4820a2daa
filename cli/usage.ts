import { closest, distance } from 'fastest-levenshtein'
import { MailtlsError } from '../harness/errors.ts'

/** What the person at the keyboard got wrong: exit code 64. */
export function usage(message: string, options?: ErrorOptions): MailtlsError {
  return new MailtlsError('usage', message, options)
}

export function notYet(what: string): MailtlsError {
  return usage(`${what}: not implemented yet`)
}

/** The known name that was probably meant; undefined where none is near. */
export function nearest(text: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const lower = text.toLowerCase()
  const byLower = new Map(known.map((name) => [name.toLowerCase(), name]))
  const best = closest(lower, [...byLower.keys()])
  const contained = known.filter((name) => lower.length > 2 && name.toLowerCase().includes(lower))
  if (contained.length === 1) return contained[0]
  // longer names hold more typos; what differs in more than that was not meant
  return distance(lower, best) <= Math.max(1, best.length * 0.4) ? byLower.get(best) : undefined
}

/** The end of a message about a name that is not known: the nearest one, or all where these are few. */
export function suggestion(text: string, known: readonly string[]): string {
  const near = nearest(text, known)
  if (near) return `: did you mean ${near}?`
  return known.length > 0 && known.length <= 12 ? `: there are ${known.join(', ')}` : ''
}

/** The one of the known names that a text is; throws `usage` with the nearest. `what` reads "a level". */
export function oneOf<Name extends string>(what: string, text: string, known: readonly Name[]): Name {
  const found = known.find((name) => name === text)
  if (found === undefined) throw usage(`expected ${what}, found "${text}"${suggestion(text, known)}`)
  return found
}

/** A whole number from 1 to `most`. */
export function wholeNumber(option: string, text: string, most = 2 ** 31 - 1): number {
  const number = /^\d+$/.test(text) ? Number(text) : 0
  if (number < 1 || number > most) {
    throw usage(`expected a whole number from 1 to ${most} for ${option}, found "${text}"`)
  }
  return number
}
