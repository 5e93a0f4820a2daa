import { serviceLabels } from '../../../harness/dns/services.ts'
import { check } from '../../check.ts'
import { labelsOf, namedIn, serviceNames, serviceRoles } from './servers.ts'
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
    const published = serviceLabels.filter((label) => labels[label].outcome === 'found')
    seen(published.length > 0 ? 'published' : 'not published', { published })
    const named = namedIn(context)
    const served = serviceRoles.filter((role) => named.some((server) => server.role === role))
    if (served.length === 0 && published.length === 0) {
      const failed = serviceLabels.map((label) => labels[label]).find(({ failure }) => failure)
      if (failed) inconclusive(failed.failure!.code, failed.failure!.text)
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
