import { createAuthority } from '../../certs/authority.ts'
import type { ClientBug, ClientVariant } from '../../clients/bugs/bug.ts'
import { clientBugs } from '../../clients/bugs/catalogue.ts'
import { clientVariants } from '../../clients/variants/catalogue.ts'
import type { Check, CheckResult } from '../../harness/check.ts'
import type { ClientPlace } from '../../harness/place.ts'
import { run, type RunOptions } from '../../harness/run.ts'
import type { Role } from '../../harness/subject.ts'
import type { Bug, Variant } from '../../servers/bugs/bug.ts'
import { bugs } from '../../servers/bugs/catalogue.ts'
import { startReference } from '../../servers/reference/start.ts'
import { variants } from '../../servers/variants/catalogue.ts'
import { type CatalogueSubject, clientSubjects, serverSubjects } from '../catalogue.ts'
import { allChecks } from '../checks.ts'
import { referenceClientSubject, runChangedClient } from '../client-subject.ts'
import { roleOfBug, runChanged } from '../run-changed.ts'
import type { Noise } from './wire-noise.ts'

/** The kinds of what is certified again and again. */
export const kinds = ['reference', 'client', 'bugs', 'variants', 'servers', 'clients'] as const
export type Kind = (typeof kinds)[number]

/** What is certified again and again. Dispose it to stop it. */
export interface Soaked extends AsyncDisposable {
  tester: Noise['tester']
  checks: readonly Check[]
  certify: (checks: readonly Check[], options: RunOptions) => Promise<CheckResult[]>
}

const authority = createAuthority()

/** All names of a kind: one `reference` of its own, or what is in a catalogue. */
export function namesOf(kind: Kind): string[] {
  switch (kind) {
    case 'bugs':
      return [...bugs, ...clientBugs].map(({ name }) => name)
    case 'variants':
      return [...variants, ...clientVariants].map(({ name }) => name)
    case 'servers':
      return inContainers(serverSubjects)
    case 'clients':
      return inContainers(clientSubjects)
    default:
      return ['reference']
  }
}

function inContainers(subjects: readonly CatalogueSubject[]): string[] {
  return subjects.filter(({ runs }) => runs === 'container').map(({ name }) => name)
}

/** Starts what is to be certified. The reference and what is made of it start anew for each certification. */
export async function startSoaked(kind: Kind, name: string): Promise<Soaked> {
  const nothing = { async [Symbol.asyncDispose]() {} }
  const named = <T extends { name: string }>(all: readonly T[]) => all.find((each) => each.name === name)
  const container = kind === 'servers' ? named(serverSubjects) : kind === 'clients' ? named(clientSubjects) : undefined
  if (container) {
    const subject = await container.start()
    const certify: Soaked['certify'] = async (checks, options) => (await run(subject, checks, options)).results
    const tester = kind === 'servers' ? 'client' : 'server'
    return { tester, checks: allChecks, certify, [Symbol.asyncDispose]: () => subject[Symbol.asyncDispose]() }
  }
  const server = named<Bug | Variant>([...bugs, ...variants])
  if (server) {
    const certify: Soaked['certify'] = async (checks, options) =>
      await runChanged(server, checks, await authority, options)
    const checks = 'violates' in server ? about(server.violates, roleOfBug(server)) : allChecks
    return { tester: 'client', checks, certify, ...nothing }
  }
  const client = named<ClientBug | ClientVariant>([...clientBugs, ...clientVariants])
  if (client) {
    const certify: Soaked['certify'] = async (checks, options) => await runChangedClient(client, checks, options)
    const checks = 'violates' in client ? about(client.violates, roleOfPlace(client.place), client.place) : allChecks
    return { tester: 'server', checks, certify, ...nothing }
  }
  const certify: Soaked['certify'] = async (checks, options) => {
    if (kind === 'client') return (await run(referenceClientSubject(), checks, options)).results
    await using subject = await startReference({ authority: await authority })
    return (await run(subject, checks, options)).results
  }
  return { tester: kind === 'client' ? 'server' : 'client', checks: allChecks, certify, ...nothing }
}

/** The checks that decide one of these clauses for a role: those that a bug must fail, and their neighbours. */
function about(clauses: readonly string[], role: Role, place?: ClientPlace['name']): Check[] {
  const protocol = place === 'account' ? undefined : place
  return allChecks.filter(({ requirementsOf }) => requirementsOf(role, protocol).some((id) => clauses.includes(id)))
}

function roleOfPlace(place: ClientPlace['name']): Role {
  return place === 'smtp' ? 'smtp-client' : 'mua'
}
