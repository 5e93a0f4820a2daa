import { check } from '../../check.ts'
import { accessTo } from './access.ts'
import { decide, type Finding, forEachOf } from './judge.ts'
import { serversByRole, serviceNames } from './servers.ts'

export const tlsForEachService = check({
  id: 'rfc8314/operator/tls-for-each-service',
  roles: ['operator'],
  decides: ['rfc8314-4-1'],
  connections: 4,
  purpose: 'each service can be reached over TLS in at least one way',
  async run(context) {
    const findings: Finding[] = []
    const ways: Record<string, string[]> = {}
    for (const [role, servers] of await serversByRole(context)) {
      const all = await forEachOf(context, servers, accessTo)
      const secure = servers.filter((_, i) => all[i]?.how === 'tls')
      ways[serviceNames[role]] = secure.map(({ name }) => name)
      const unknown = all.find((access) => access.how === 'unknown')
      if (secure.length === 0 && unknown) findings.push({ unknown: unknown.why })
      else if (secure.length === 0) findings.push({ fault: `${serviceNames[role]} is offered without TLS only` })
      else {
        // that nobody is let in may be the account's fault
        const barred = secure.map(({ loginProblem }) => loginProblem)
        findings.push(barred.every((reason) => reason !== undefined) ? { unknown: barred[0]! } : {})
      }
    }
    context.seen('reached', { ways })
    decide(context, findings)
  },
})
