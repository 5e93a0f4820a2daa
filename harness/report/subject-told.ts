import { clientPlaces } from '../place.ts'
import { protocols, type Subject, urlOf } from '../subject.ts'
import type { Report } from './report.ts'

/** "postfix 3.7.11": its name, and its version where that is known. */
export function subjectTitle({ name, version }: { name: string; version?: string }): string {
  return version ? `${name} ${version}` : name
}

/** What a report tells of a subject. */
export function subjectTold(
  subject: Subject,
  capabilities: Readonly<Record<string, readonly string[]>>,
): Report['subject'] {
  const { name, version, digest, endpoints, operator, clients = [] } = subject
  return {
    name,
    ...(version && { version }),
    ...(digest && { digest }),
    endpoints: [
      ...endpoints.map((endpoint) => ({
        name: endpoint.name,
        role: protocols[endpoint.protocol].role,
        setUps: Object.fromEntries(
          Object.entries(endpoint.listeners).map(([setUp, listener]) => [setUp, urlOf(endpoint.protocol, listener)]),
        ),
      })),
      // where its results are, too
      ...(operator ? [{ name: operator.name, role: 'operator' as const, setUps: {} }] : []),
      ...clients.flatMap(clientPlaces).map((place) => ({ name: place.name, role: place.role, setUps: {} })),
    ],
    capabilities: [...new Set(Object.values(capabilities).flat())],
  }
}
