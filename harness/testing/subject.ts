import { type Endpoint, harms, type Listener, type Protocol, type SetUp, type Subject } from '../subject.ts'

/** An endpoint of one listener, in the default set-up or in another one. */
export function endpointAt({ host, port }: Listener, protocol: Protocol = 'smtp', setUp: SetUp = 'default'): Endpoint {
  return { name: protocol, protocol, listeners: { [setUp]: { host, port } } }
}

/** A subject of these endpoints, on which everything is allowed. */
export function subjectOf(endpoints: Endpoint[], known: Partial<Subject> = {}): Subject {
  return { name: 'small', endpoints, allow: harms, arguments: '--server small', ...known }
}
