import type { OverviewSubject } from './overview.ts'

/** What is wrong, and with whom: "postfix, client exim". A missing engine is told once for all. */
export interface ProblemGroup {
  names: string
  what: 'not run' | 'incomplete'
  text: string
}

/** The problems of the subjects, each once. */
export function problemGroups(subjects: readonly OverviewSubject[]): ProblemGroup[] {
  const told = subjects.flatMap((subject) => {
    const what = subject.compliance ? ('incomplete' as const) : ('not run' as const)
    return subject.problem ? [{ name: nameAmong(subject, subjects), what, text: subject.problem.text }] : []
  })
  return [...Map.groupBy(told, ({ what, text }) => `${what} ${text}`).values()].map((group) => {
    const { what, text } = group[0]!
    return { names: group.map(({ name }) => name).join(', '), what, text }
  })
}

/** A server and a client may share a name. */
function nameAmong({ name, kind }: OverviewSubject, subjects: readonly OverviewSubject[]): string {
  return subjects.some((other) => other.name === name && other.kind !== kind) ? `${kind} ${name}` : name
}
