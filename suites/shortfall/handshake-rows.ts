import type { Check, Ports } from '../../harness/check.ts'
import type { Language } from '../../harness/subject.ts'
import { endBehindGoAhead, endInstead, plaintextInstead, silenceInstead } from './handshakes.ts'
import { shortfallCheck } from './shortfall-check.ts'

/** What comes where a handshake is due, behind the go-ahead or at once. */
export function handshakeRows(suite: string, where: { ports?: Ports; languages?: readonly Language[] }): Check[] {
  return [
    shortfallCheck({
      ...where,
      id: `${suite}/client/plaintext-instead-of-tls`,
      purpose: 'nothing is done without TLS where plaintext comes instead of a handshake',
      scripts: () => [{ patches: plaintextInstead() }],
    }),
    shortfallCheck({
      ...where,
      id: `${suite}/client/end-instead-of-tls`,
      purpose: 'nothing is done without TLS where the server closes instead of a handshake',
      scripts: ({ implicitTls }) => [
        { patches: endInstead() },
        ...(implicitTls ? [] : [{ patches: endBehindGoAhead() }]),
      ],
    }),
    shortfallCheck({
      ...where,
      id: `${suite}/client/silence-instead-of-tls`,
      withholds: true,
      purpose: 'nothing is done without TLS where the handshake is never answered',
      scripts: () => [{ patches: silenceInstead() }],
    }),
  ]
}
