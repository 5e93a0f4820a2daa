import type { Check, Ports } from '../../harness/check.ts'
import type { Language } from '../../harness/subject.ts'
import { serving } from '../../servers/bugs/family.ts'
import { nothingRight } from '../upgrade/nothing-right.ts'
import { together } from '../visit/together.ts'
import { cleartextBehindFailure, endBehindGoAhead, endInstead, plaintextInstead, silenceInstead } from './handshakes.ts'
import { withOldTls } from './old-tls.ts'
import { endingAtStarttls } from './patches.ts'
import { shortfallCheck } from './shortfall-check.ts'

/** What comes where a handshake is due, behind the go-ahead or at once, and handshakes that ought to come to nothing. */
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
        ...(implicitTls ? [] : [{ patches: endBehindGoAhead() }, { patches: endingAtStarttls }]),
      ],
    }),
    shortfallCheck({
      ...where,
      id: `${suite}/client/silence-instead-of-tls`,
      withholds: true,
      purpose: 'nothing is done without TLS where the handshake is never answered',
      scripts: () => [{ patches: silenceInstead() }],
    }),
    shortfallCheck({
      ...where,
      id: `${suite}/client/invalid-certificate-instead`,
      purpose: 'nothing is done without TLS where the certificate is not valid',
      // the refusal is part of the handshake then, and not of what is said inside TLS
      scripts: () => [
        { patches: together(serving({ maxVersion: 'TLSv1.2' }), cleartextBehindFailure()), certificate: nothingRight },
      ],
    }),
    shortfallCheck({
      ...where,
      id: `${suite}/client/old-tls-instead`,
      purpose: 'nothing is done without TLS where the server has TLS 1.1 at most',
      scripts: () =>
        withOldTls().map(({ patches, ...rest }) => ({
          ...rest,
          patches: together(patches!, cleartextBehindFailure()),
        })),
    }),
  ]
}
