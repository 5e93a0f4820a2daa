import { visible } from '../../harness/visible.ts'
import { certificateOf, mechanismsOf, offersStartTls, type Visited } from './visited.ts'

/** What an endpoint showed, in one line. */
export function sightOf(visited: Visited): string {
  const { sight } = visited
  if (sight.problem) return visible(sight.problem.text)
  const startTls = offersStartTls(visited)
  const certificate = certificateOf(visited)
  const error = sight.session?.authorizationError
  const mechanisms = mechanismsOf(visited)
  return visible(
    [
      ...(startTls === undefined ? [] : [startTls ? 'STARTTLS' : 'no STARTTLS']),
      ...(sight.session ? [sight.versions?.join(' ') ?? sight.session.version] : ['no TLS session']),
      ...(certificate ? [error ? `certificate not trusted (${error})` : 'certificate trusted'] : []),
      ...(mechanisms.length > 0 ? [`logins by ${mechanisms.join(' ')}`] : []),
    ].join(', '),
  )
}

/** What was found and what comes next. */
export function summaryLines(file: string, visited: readonly Visited[]): string[] {
  const width = Math.max(...visited.map(({ endpoint }) => endpoint.name.length))
  const config = file === 'mailtls.yaml' ? '' : ` --config ${file}`
  return [
    ...visited.map((each) => `${each.sight.problem ? '–' : '✓'} ${each.endpoint.name.padEnd(width)}  ${sightOf(each)}`),
    '',
    `${file} is written. It says what else could be decided, and how. Next:`,
    `  mailtls certify${config} --dry-run   what would be run and sent`,
    `  mailtls certify${config}`,
  ]
}
