import { check } from '../../check.ts'
import { accessTo } from './access.ts'
import { decide, type Finding, forEachOf } from './judge.ts'
import { serversByRole, serviceNames } from './servers.ts'

export const starttlsForOlderClients = check({
  id: 'rfc8314/operator/starttls-for-older-clients',
  roles: ['operator'],
  decides: ['rfc8314-4-5'],
  connections: 4,
  purpose: 'where a service begins in cleartext, STARTTLS leads to TLS',
  async run(context) {
    const findings: Finding[] = []
    for (const [role, servers] of await serversByRole(context)) {
      const plain = servers.filter(({ implicitTls }) => !implicitTls)
      const all = await forEachOf(context, plain, accessTo)
      const unknown = all.find((access) => access.how === 'unknown')
      // "in the near term", as of 2018: whoever has closed the cleartext ports goes further (section 4.1)
      if (plain.length === 0)
        findings.push({ aside: 'everything is served with implicit TLS only, which goes further' })
      else if (all.some(({ how }) => how === 'tls')) findings.push({})
      else if (unknown) findings.push({ unknown: unknown.why })
      else findings.push({ fault: `${serviceNames[role]} begins in cleartext at ${plain[0]!.name}, without STARTTLS` })
    }
    decide(context, findings)
  },
})
