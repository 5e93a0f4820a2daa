import { check } from '../../check.ts'
import { advertisedBy, labelsOf, namedIn, serviceNames, serviceRoles } from './servers.ts'
import { decide, type Finding } from './judge.ts'

export const srvPublished = check({
  id: 'rfc8314/operator/srv-published',
  roles: ['operator'],
  decides: ['rfc8314-4-7'],
  connections: 1,
  purpose: 'each service for users has SRV records, or one that says that it is not offered',
  async run(context) {
    const { services, inconclusive, seen } = context
    const { labels, domain } = await services()
    const served = serviceRoles.filter((role) => namedIn(context).some((server) => server.role === role))
    const found = await advertisedBy(context)
    seen(found.length > 0 ? 'published' : 'not published', { servers: found.map(({ server }) => server.name) })
    if (served.length === 0 && found.length === 0) {
      inconclusive(
        'servers-unknown',
        `${domain} has no SRV records, and no server for users was named: name them by URLs`,
      )
    }
    const findings = served.map((role): Finding => {
      const all = labelsOf(role).map((label) => labels[label])
      if (all.some(({ outcome }) => outcome === 'found' || outcome === 'not-offered')) return {}
      const failed = all.find(({ outcome }) => outcome === 'failed')
      if (failed) return { unknown: failed.failure! }
      return { fault: `${domain} has no SRV record for ${serviceNames[role]}, which it offers` }
    })
    decide(context, findings.length > 0 ? findings : [{}])
  },
})
