import type { Protocol, SetUp } from '../../harness/subject.ts'

/** A fault of the reference server or client, or a difference that conforms all the same. */
export interface Difference {
  /** what `startServer` or `startClient` takes */
  name: string
  kind: 'bug' | 'variant'
  of: 'server' | 'client'
  /** where it shows: an endpoint, `operator` (in DNS, or on all endpoints), or `account` (where a client sets one up) */
  place: Protocol | 'operator' | 'account'
  setUp: SetUp
  /** the clauses that a bug breaks, by id; none for a variant */
  violates: readonly string[]
}

/**
 * Lists the bugs that `startServer` and `startClient` know, and the variants: some 900 of them.
 *
 * @example
 * ```ts
 * import { listBugs } from 'mailtls'
 *
 * const bugs = await listBugs()
 * const injections = bugs.filter(({ kind, of, name }) => kind === 'bug' && of === 'server' && name.includes('injected'))
 * console.log(injections.length > 5, injections[0]?.name, injections[0]?.place) // true obeys-injected-lines smtp
 * ```
 */
export async function listBugs(): Promise<Difference[]> {
  const { bugs } = await import('../../servers/bugs/catalogue.ts')
  const { variants } = await import('../../servers/variants/catalogue.ts')
  const { clientBugs } = await import('../../clients/bugs/catalogue.ts')
  const { clientVariants } = await import('../../clients/variants/catalogue.ts')
  const ofServer = { of: 'server' } as const
  const ofClient = { of: 'client', setUp: 'default' } as const
  return [
    ...bugs.map(({ name, endpoint, setUp, violates }): Difference => {
      return { name, kind: 'bug', ...ofServer, place: endpoint, setUp, violates }
    }),
    ...variants.map(({ name, endpoint, setUps }): Difference => {
      return { name, kind: 'variant', ...ofServer, place: endpoint, setUp: setUps[0]!, violates: [] }
    }),
    ...clientBugs.map(({ name, place, violates }): Difference => {
      return { name, kind: 'bug', ...ofClient, place, violates }
    }),
    ...clientVariants.map(({ name, place }): Difference => {
      return { name, kind: 'variant', ...ofClient, place, violates: [] }
    }),
  ]
}
