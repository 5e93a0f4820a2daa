/** What can go wrong on a connection, as codes that scripts may rely on. */
export type WireCode =
  | 'connection-refused'
  | 'unresolvable'
  | 'unreachable'
  | 'closed-before-greeting'
  | 'busy'
  | 'no-service'
  | 'ended'
  | 'closing'
  | 'deadline'
  | 'interrupted'
  | 'too-long'
  | 'not-the-protocol'
  | 'tls-instead-of-plaintext'
  | 'resolver-silent'
  | 'resolver-refused'
  | 'dns-loop'
  | 'not-dns'

/** What the person at the keyboard got wrong (exit 64) or what this machine lacks (exit 3). */
export type UseCode = 'usage' | 'no-engine' | 'set-up-failed' | 'not-writable'

/**
 * The one family of errors that mailtls throws: `message` says what was expected, what was found and what to do,
 * `code` is stable, `cause` is the error underneath, if there is one.
 *
 * @example
 * ```ts
 * import { isMailtlsError, startServer } from 'mailtls'
 *
 * const error: unknown = await startServer({ bug: 'obeys-injected-line' }).catch((reason) => reason)
 * console.log(isMailtlsError(error, 'usage') && error.message) // expected a bug of servers, found "obeys-injected-line": …
 * ```
 */
export class MailtlsError extends Error {
  override readonly name = 'MailtlsError'
  readonly code: WireCode | UseCode
  constructor(code: WireCode | UseCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** True for a MailtlsError, with one of the given codes when any are given. */
export function isMailtlsError(error: unknown, ...codes: MailtlsError['code'][]): error is MailtlsError {
  return error instanceof MailtlsError && (codes.length === 0 || codes.includes(error.code))
}

/** What the signal was aborted with, as the wire error that ends a dialogue. */
export function abortError(signal: AbortSignal): MailtlsError {
  return signal.reason instanceof MailtlsError
    ? signal.reason
    : new MailtlsError('interrupted', 'the run was interrupted', { cause: signal.reason })
}

/** All that is known of an error that nobody expected: where it came up, too. */
export function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** Such an error, for whoever is to report it. */
export function faultText(error: unknown): string {
  return `a fault of mailtls itself, please report it: ${traceOf(error)}`
}
