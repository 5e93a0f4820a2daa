import type { Context } from '../../../harness/check.ts'
import { clauseOf } from '../../../harness/dialogue/received.ts'
import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import type { TlsFacts } from '../../../harness/wire/tls-session.ts'
import { isDecision, type Reason } from '../../../harness/verdict.ts'
import { type Submitted, submit } from './submitted.ts'

/** What the grammar calls tls-cipher-hex (RFC 8314, section 4.3). */
export const hexadecimal = /^0x[0-9A-F]{4}$/i

/** A field with a tls clause, its value, and what the handshake had settled. */
export interface Traced extends Submitted {
  suite: string
  facts: TlsFacts
}

/** Submits inside TLS and looks at the trace field. Not applicable where it has no tls clause. */
export async function traced(context: Context<SmtpClient>): Promise<Traced> {
  const { field, facts } = await submit(await context.connectSecurely(), context)
  const suite = clauseOf(field, 'tls')
  if (suite === undefined || !facts) return context.notApplicable('the field has no tls clause')
  return { field, suite, facts }
}

/** As `traced`, with each version of TLS that works: names differ from version to version. */
export async function tracedByVersion(context: Context<SmtpClient>): Promise<Traced[]> {
  const all: Traced[] = []
  let failure: Reason | undefined
  let submitted: Submitted | undefined
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const smtp = await context.connectSecurely({ minVersion: version, maxVersion: version }).catch((error: unknown) => {
      if (!isDecision(error) || error.reason.code !== 'handshake-failed') throw error
      failure = error.reason
    })
    if (!smtp) continue
    submitted = await submit(smtp, context)
    const { field, facts } = submitted
    const suite = clauseOf(field, 'tls')
    if (facts && suite !== undefined) all.push({ field, suite, facts })
  }
  if (!submitted && failure) {
    // older versions are other checks' business
    if (context.tlsHasWorked) context.notApplicable('neither TLS 1.2 nor TLS 1.3 is spoken')
    context.inconclusive(failure.code, failure.text)
  }
  if (all.length === 0) context.notApplicable('the field has no tls clause')
  return all
}
