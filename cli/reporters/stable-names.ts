import type { Report } from '../../harness/report/report.ts'

/** A name for each endpoint that stays the same from run to run: a URL without its port, which may be drawn anew. */
export function stableNames({ subject: { endpoints } }: Pick<Report, 'subject'>): Map<string, string> {
  const taken = new Map<string, number>()
  return new Map(
    endpoints.map(({ name }) => {
      const base = name.includes('://') ? name.replace(/:\d+$/, '') : name
      const nth = (taken.get(base) ?? 0) + 1
      taken.set(base, nth)
      return [name, nth === 1 ? base : `${base} (${nth})`]
    }),
  )
}
