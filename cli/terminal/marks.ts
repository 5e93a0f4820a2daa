import type { Compliance } from '../../harness/report/report.ts'
import type { Verdict } from '../../harness/verdict.ts'
import type { Style } from '../output.ts'

/** The sign of each verdict, and its colour in a terminal. */
export const marks = {
  pass: ['green', '✓'],
  fail: ['red', '✗'],
  error: ['magenta', '!'],
  inconclusive: ['yellow', '?'],
  declared: ['cyan', '≡'],
  'not-applicable': ['dim', '–'],
} as const satisfies Record<Verdict, readonly [string, string]>

/** A verdict as a sign, in its colour. */
export function mark(verdict: Verdict, style: Style): string {
  const [colour, sign] = marks[verdict]
  return style(colour, sign)
}

/** "pass", "not applicable". */
export function verdictWord(verdict: Verdict): string {
  return verdict.replace('-', ' ')
}

export const compliances = {
  'unconditionally compliant': 'green',
  'conditionally compliant': 'yellow',
  undecided: 'yellow',
  'not compliant': 'red',
} as const satisfies Record<Compliance, string>

/** A degree of compliance, in its colour. */
export function inColour(compliance: Compliance, style: Style): string {
  return style(compliances[compliance], compliance)
}
