import type { JudgedWaiver, Report, Waived, WaiverState } from '../../harness/report/report.ts'

/** "waived by mail-team until 2027-03-31: mended in 2.4". */
export function waivedText({ owner, expires, reason }: Waived): string {
  const [by, until] = [owner === undefined ? '' : `by ${owner}`, expires === undefined ? '' : `until ${expires}`]
  const who = ['waived', by, until].filter(Boolean).join(' ')
  return `${who}: ${reason.trim().replaceAll(/\s+/g, ' ')}`
}

/** A line for each waiver that somebody has to look after. */
export function waiverLines({ waivers }: Report): string[] {
  return waivers.filter(({ state, text }) => state !== 'undecided' && text).map((waiver) => waiverLine(waiver))
}

/** "waivers.yaml:3:5: the waiver of rfc3207-4.2-7 on smtp expired on …". */
export function waiverLine(waiver: JudgedWaiver, text = waiver.text ?? 'applies'): string {
  return `${waiver.at === undefined ? '' : `${waiver.at}: `}the waiver of ${waivedThing(waiver)} ${text}`
}

function waivedThing({ requirement, check, endpoint }: JudgedWaiver): string {
  return `${requirement ?? check}${endpoint === undefined ? '' : ` on ${endpoint}`}`
}

const states = {
  applied: 'applied',
  expired: 'expired',
  stale: 'stale',
  undecided: 'undecided here',
} as const satisfies Record<WaiverState, string>

/** "1 applied, 1 stale"; empty where there are none. */
export function waiverTotals({ waivers }: Report): string {
  const kinds = Object.entries(states).map(
    ([state, told]) => [waivers.filter((waiver) => waiver.state === state).length, told] as const,
  )
  const told = kinds.filter(([number]) => number > 0)
  return told.map(([number, text]) => `${number} ${text}`).join(', ')
}
