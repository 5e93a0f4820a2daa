import type { MailtlsError } from '../harness/errors.ts'
import { usage } from '../harness/usage.ts'

export { oneOf, usage, wholeNumber } from '../harness/usage.ts'

export function notYet(what: string): MailtlsError {
  return usage(`${what}: not implemented yet`)
}

/** An option as it is typed, by the name that commander gives it. */
export function optionOf(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}
