import { isList } from '../../harness/is-list.ts'
import type { Protocol, SetUp } from '../../harness/subject.ts'
import type { ServerTls } from '../../harness/wire/tls-session.ts'
import type { AccountServer } from '../reference/account-server.ts'
import type { Answer, ServerClass } from '../reference/line-server.ts'
import { type Bug, bug, type Change, type Patch, type Variant, variant } from './bug.ts'

/** The ports of RFC 8314 on which TLS comes first, and those with STARTTLS: one of each language. */
export const implicitTlsPorts = ['submissions', 'imaps', 'pop3s'] as const
export const starttlsPorts = ['submission', 'imap', 'pop3'] as const

/** A server of any protocol, which knows how to greet and to answer. */
export interface AnyServer extends AccountServer {
  greeting(): string
  answer(line: string): Answer | Promise<Answer>
}

/** A patch that makes the same change whatever the protocol. */
export type CommonPatch = (Base: ServerClass<AnyServer>) => ServerClass<AnyServer>

interface Family {
  /** what the names begin with: `-on-ENDPOINT` is added */
  name: string
  endpoints: readonly Protocol[]
  patch?: CommonPatch
  certificate?: Change['certificate']
}

/** The same fault on several endpoints: a bug for each. */
export function bugFamily(
  definition: Family & {
    /** the clauses, by endpoint where they differ */
    violates: readonly string[] | Partial<Record<Protocol, readonly string[]>>
    setUp?: SetUp
    hides?: boolean
  },
): Bug[] {
  const { name, endpoints, violates, patch, ...rest } = definition
  const of = (endpoint: Protocol) => (isList(violates) ? violates : (violates[endpoint] ?? []))
  return endpoints.map((endpoint) =>
    bug({
      ...rest,
      name: `${name}-on-${endpoint}`,
      endpoint,
      violates: of(endpoint),
      patch: patch as Patch | undefined,
    }),
  )
}

/** The same difference on several endpoints: a variant for each. */
export function variantFamily({ name, endpoints, patch, ...rest }: Family & { setUps?: readonly SetUp[] }): Variant[] {
  return endpoints.map((endpoint) =>
    variant({ ...rest, name: `${name}-on-${endpoint}`, endpoint, patch: patch as Patch | undefined }),
  )
}

/** Serves TLS with other options; a function makes them of the usual ones. */
export function serving(other: ServerTls | ((usual: ServerTls) => ServerTls)): CommonPatch {
  return (Base) =>
    class extends Base {
      override tlsOptions() {
        const usual = super.tlsOptions()
        return { ...usual, ...(typeof other === 'function' ? other(usual) : other) }
      }
    }
}

/** Takes this suite of OpenSSL's, too, at the end of the list. */
export function takingToo(suite: string, more: ServerTls = {}): CommonPatch {
  return serving(({ ciphers }) => ({ ciphers: `${ciphers}:${suite}:@SECLEVEL=0`, ...more }))
}
