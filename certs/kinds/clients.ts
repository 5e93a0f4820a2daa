import type { KindEntry } from '../spec.ts'

/** Kinds that a client presents. Whose account the names stand for is up to the caller. */
export const clientKinds = {
  client: {
    what: 'good: the client certificate of user@example.test',
    side: 'client',
    verdict: 'accept',
    because: 'RFC 5280 section 6.1',
    node: 'OK',
    spec: { purpose: 'clientAuth', names: { cn: 'user', email: ['user@example.test'] } },
  },
  'client-unmapped': {
    what: 'the client certificate of stranger@example.test, who has no account',
    side: 'client',
    verdict: 'accept',
    because: 'RFC 8314 section 4.2: TLS may accept it, SASL EXTERNAL finds no identity in it',
    node: 'OK',
    spec: { purpose: 'clientAuth', names: { cn: 'stranger', email: ['stranger@example.test'] } },
  },
  'client-untrusted': {
    what: 'says user@example.test, signed by a root that nobody trusts',
    side: 'client',
    verdict: 'refuse',
    because: 'RFC 5280 section 6.1: the root is no trust anchor',
    node: 'SELF_SIGNED_CERT_IN_CHAIN',
    spec: { purpose: 'clientAuth', issuer: 'untrusted-root', names: { cn: 'user', email: ['user@example.test'] } },
  },
} as const satisfies Record<string, KindEntry>
