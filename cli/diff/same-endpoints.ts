import type { Report } from '../../harness/report/report.ts'

type Endpoint = Report['subject']['endpoints'][number]

/**
 * The endpoint of the new report that is each one of the old report, by name: one that is called the same; else the only
 * one that is left with its protocol, wherever it listens, and for operators the only one.
 */
export function sameEndpoints(old: Report, now: Report): Map<string, string> {
  const [before, after] = [old.subject.endpoints, now.subject.endpoints]
  const isIn = (others: readonly Endpoint[]) => (each: Endpoint) =>
    others.some((other) => other.name === each.name && other.role === each.role)
  const same = before.filter(isIn(after)).map(({ name }) => [name, name] as const)
  const left = before.filter((each) => !isIn(after)(each))
  const free = after.filter((each) => !isIn(before)(each))
  const moved = left.flatMap((each) => {
    const twins = left.filter((other) => kindOf(other) === kindOf(each))
    const [found, another] = free.filter((other) => kindOf(other) === kindOf(each))
    return found && !another && twins.length === 1 ? [[each.name, found.name] as const] : []
  })
  return new Map([...same, ...moved])
}

function kindOf({ name, role }: Endpoint): string {
  return role === 'operator' ? role : `${role} ${name.split('://')[0]}`
}
