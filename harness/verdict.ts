/** Verdicts (ISO 9646), worst first: merging takes the first that occurs. `not-applicable` only if nothing else does. */
export const verdicts = ['fail', 'error', 'inconclusive', 'declared', 'pass', 'not-applicable'] as const
export type Verdict = (typeof verdicts)[number]

/** Why a verdict is not `pass`: a code for scripts and a sentence for people. */
export interface Reason {
  code: string
  text: string
}

/** The worst of several verdicts; `not-applicable` for none. */
export function worst(all: Iterable<Verdict>): Verdict {
  const seen = new Set(all)
  return verdicts.find((verdict) => seen.has(verdict)) ?? 'not-applicable'
}

/** Ends a check: its verdict is settled. */
abstract class Decision extends Error {
  abstract readonly verdict: Verdict
  readonly reason: Reason
  constructor(code: string, text: string) {
    super(text)
    this.reason = { code, text }
  }
}

/** The subject breaks what the check decides. */
export class Failure extends Decision {
  override readonly verdict = 'fail'
  constructor(text: string) {
    super('violation', text)
  }
}

/** The check could not reach its purpose; the text says what to provide. */
export class Inconclusive extends Decision {
  override readonly verdict = 'inconclusive'
}

/** The clause does not bind here, or the subject's lawful behaviour leaves nothing to observe; the text says which. */
export class NotApplicable extends Decision {
  override readonly verdict = 'not-applicable'
}

/** True for what a check was ended with, and not by an error. */
export function isDecision(error: unknown): error is Decision {
  return error instanceof Decision
}
