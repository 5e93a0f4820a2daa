import type { OverviewSubject } from './overview.ts'

/** Subjects with the same problem: "postfix, exim", "not run", and why. A missing engine is told once for all. */
export function problemGroups(
  subjects: readonly OverviewSubject[],
): { names: string; what: 'not run' | 'incomplete'; text: string }[] {
  const troubled = subjects.flatMap(({ name, compliance, problem }) => {
    return problem
      ? [{ name, what: compliance ? ('incomplete' as const) : ('not run' as const), text: problem.text }]
      : []
  })
  return [...Map.groupBy(troubled, ({ what, text }) => `${what} ${text}`).values()].map((group) => {
    const { what, text } = group[0]!
    return { names: [...new Set(group.map(({ name }) => name))].join(', '), what, text }
  })
}
