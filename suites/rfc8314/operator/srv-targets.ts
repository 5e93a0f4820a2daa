import type { OperatorContext } from '../../../harness/check.ts'
import { isMailtlsError } from '../../../harness/errors.ts'
import { Inconclusive } from '../../../harness/verdict.ts'
import { check } from '../../check.ts'
import { speaksInCleartext, speaksTlsAtOnce } from './access.ts'
import { decide, type Finding, lookAtEach } from './judge.ts'
import { type Advertised, advertisedBy } from './servers.ts'

export const srvTargets = check({
  id: 'rfc8314/operator/srv-targets',
  roles: ['operator'],
  decides: ['rfc8314-4-7'],
  connections: 2,
  purpose: 'SRV records lead to hosts by their own names (RFC 2782), where the service answers',
  async run(context) {
    const all = await advertisedBy(context)
    if (all.length === 0) context.notApplicable('no SRV record names a server')
    const names = await lookAtEach(context, all, (each) => faultOfName(context, each))
    // of several servers one may be down: a client goes on to the next
    const answers: Finding[] = []
    for (const ofLabel of Map.groupBy(all, ({ label }) => label).values()) {
      const looks = await lookAtEach(context, ofLabel, (each) => faultOfPort(each, all))
      answers.push(
        looks.find((each) => 'fault' in each && each.fault === undefined) ??
          looks.find((each) => 'unknown' in each) ??
          looks[0]!,
      )
    }
    decide(context, [...names, ...answers])
  },
})

/** The target has an address, and is no alias (RFC 2782). */
async function faultOfName(
  { services }: Pick<OperatorContext, 'services'>,
  { label, record }: Advertised,
): Promise<string | undefined> {
  const target = (await services()).targets.find(({ name }) => name === record.target)!
  if (target.outcome === 'failed') throw new Inconclusive(target.failure!.code, target.failure!.text)
  if (target.outcome !== 'found') return `${label} leads to ${target.name}, which has no address`
  return target.aliased ? `${label} leads to ${target.name}, which is an alias of ${target.canonicalName}` : undefined
}

/** The port answers as the label says. That it is closed counts only where another port of the same host is open. */
async function faultOfPort(
  { label, record, server }: Advertised,
  all: readonly Advertised[],
): Promise<string | undefined> {
  const { problem, name, implicitTls } = server
  // that it has no address is said already
  if (!problem || problem.code === 'unresolvable') return undefined
  if (problem.code === 'not-the-protocol') return `${label} leads to ${name}: ${problem.text}`
  if (implicitTls ? await speaksInCleartext(server) : await speaksTlsAtOnce(server)) {
    return `${label} leads to ${name}, which ${implicitTls ? 'speaks in cleartext' : 'speaks TLS from the start'}`
  }
  const alive = all.some((other) => other.record.target === record.target && !other.server.problem)
  if (alive && (await isClosed(server))) return `${label} leads to ${name}, and that port is closed`
  throw new Inconclusive(problem.code, problem.text)
}

async function isClosed({ dial }: Advertised['server']): Promise<boolean> {
  try {
    const peer = await dial()
    peer.close()
    return false
  } catch (error) {
    return isMailtlsError(error, 'connection-refused')
  }
}
