import type { Connecting, OperatorContext } from '../../../harness/check.ts'
import { isMailtlsError } from '../../../harness/errors.ts'
import { Inconclusive, NotApplicable, type Reason } from '../../../harness/verdict.ts'

/** What a look at one of several found: a fault as a sentence, none, why that is not known, or why it does not matter. */
export type Finding = { fault?: string } | { unknown: Reason } | { aside: string }

/** How many faults a sentence tells of. */
const shown = 3

/** Does the same for each, with no more at once than there are connections for: one each. */
export async function forEachOf<T, Result>(
  { connections }: Pick<OperatorContext, 'connections'>,
  all: readonly T[],
  work: (one: T) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const left = [...all.entries()]
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await work(next[1])
  }
  await Promise.all(Array.from({ length: connections }, worker))
  return results
}

/** Looks at each: a fault as a sentence, or nothing. */
export async function lookAtEach<T>(
  context: Pick<OperatorContext, 'connections'>,
  all: readonly T[],
  look: (one: T) => Promise<string | undefined>,
): Promise<Finding[]> {
  return await forEachOf(context, all, (one) => findingOf(look(one)))
}

/** Fails for any fault; else inconclusive where something is not known; not applicable where nothing could be looked at. */
export function decide(
  { expect, inconclusive, notApplicable }: Pick<OperatorContext, 'expect' | 'inconclusive' | 'notApplicable'>,
  findings: readonly Finding[],
): void {
  const faults = findings.flatMap((each) => ('fault' in each && each.fault !== undefined ? [each.fault] : []))
  expect(faults.length === 0, listed([...new Set(faults)]))
  const [unknown] = findings.flatMap((each) => ('unknown' in each ? [each.unknown] : []))
  if (unknown) inconclusive(unknown.code, unknown.text)
  const asides = findings.flatMap((each) => ('aside' in each ? [each.aside] : []))
  if (asides.length === findings.length) notApplicable(asides[0] ?? 'there is nothing to look at')
}

/** The first few of what is alike. */
function listed(texts: readonly string[]): string {
  const more = texts.length - shown
  return texts.slice(0, shown).join('; ') + (more > 0 ? `; and ${more} more` : '')
}

/**
 * Looks at each server and decides: a fault of one is the operator's. A fault is looked at once more, so that it is no
 * accident, and the dialogue ends with it.
 */
export async function judgeServers(
  context: OperatorContext,
  servers: readonly Connecting[],
  look: (server: Connecting) => Promise<string | undefined>,
): Promise<void> {
  const guarded = async (server: Connecting): Promise<string | undefined> => {
    if (server.problem) throw new Inconclusive(server.problem.code, server.problem.text)
    return await look(server)
  }
  const findings = await lookAtEach(context, servers, guarded)
  for (const [i, server] of servers.entries()) {
    if (!isFault(findings[i]!)) continue
    const again = await findingOf(guarded(server))
    if (isFault(again)) break
    findings[i] = {
      unknown: { code: 'intermittent', text: `${server.name}: what was found the first time was not there again` },
    }
  }
  decide(context, findings)
}

function isFault(finding: Finding): boolean {
  return 'fault' in finding && finding.fault !== undefined
}

/** A server without STARTTLS has nothing to show inside TLS; that it has none is judged elsewhere. */
async function findingOf(looking: Promise<string | undefined>): Promise<Finding> {
  try {
    return { fault: await looking }
  } catch (error) {
    if (error instanceof NotApplicable) return { aside: error.reason.text }
    if (error instanceof Inconclusive) {
      return error.reason.code === 'starttls-not-offered' ? { aside: error.reason.text } : { unknown: error.reason }
    }
    if (isMailtlsError(error) && error.code !== 'deadline' && error.code !== 'interrupted') {
      return { unknown: { code: error.code, text: error.message } }
    }
    throw error
  }
}
