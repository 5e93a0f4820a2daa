import { clientPlaces } from '../place.ts'
import { protocols, type Subject, urlOf } from '../subject.ts'
import type { Report } from './report.ts'

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
