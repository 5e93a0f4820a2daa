import { recommended12, type Suite, suiteByName, suiteGroups } from '../../../harness/hello/suites.ts'
import { check } from '../../check.ts'
import { chose, negotiates, offerSuites, textOf } from './offer.ts'
import { tlsRoles } from './roles.ts'

const { staticRsa, dhe, cbc, ecdheAead } = suiteGroups
const [aes128Gcm] = recommended12.rsa

/** What the same key could do, and is weaker by any measure. */
const weaker: readonly Suite[] = (
  [
    'TLS_RSA_WITH_AES_128_CBC_SHA',
    'TLS_RSA_WITH_AES_128_CBC_SHA256',
    'TLS_RSA_WITH_AES_128_GCM_SHA256',
    'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA',
    'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256',
  ] as const
).map((name) => suiteByName(name))

export const prefersForwardSecrecy = check({
  id: 'rfc8314/server/prefers-forward-secrecy',
  roles: tlsRoles,
  ports: 'any',
  decides: ['imp-rfc9325-4.1-8'],
  connections: 1,
  purpose: 'suites with forward secrecy are there, and are preferred to static RSA',
  async run(context) {
    const suites = [...staticRsa, ...dhe, ...cbc, ...ecdheAead]
    const answer = await offerSuites(context, { suites })
    if (answer.kind === 'hello') {
      context.seen(answer.suite)
      const isStatic = staticRsa.some(({ name }) => name === answer.suite)
      return context.expect(!isStatic, `with ECDHE offered, too, the server ${textOf(answer)}`)
    }
    // all of its suites have it (RFC 8446, appendix E.1)
    if (await negotiates(context, 'TLSv1.3')) return context.seen('TLS 1.3 alone')
    context.inconclusive('no-common-suite', `of static RSA, DHE and ECDHE nothing is taken: ${textOf(answer)}`)
  },
})

export const prefersAes128Gcm = check({
  id: 'rfc8314/server/prefers-aes-128-gcm',
  roles: tlsRoles,
  ports: 'any',
  decides: ['imp-rfc9325-4.2.1-2'],
  connections: 1,
  purpose: 'ECDHE-RSA with AES-128-GCM is preferred to weaker suites that are offered before it',
  async run(context) {
    const answer = await offerSuites(context, { suites: [...weaker, aes128Gcm] })
    context.seen(textOf(answer))
    if (answer.kind === 'hello' && answer.suite === aes128Gcm.name) return
    // the clause is about a suite that the server has: it takes an RSA certificate, and TLS 1.2
    const alone = await offerSuites(context, { suites: [aes128Gcm] })
    if (!chose(alone, 'TLSv1.2')) context.notApplicable(`the server does not have ${aes128Gcm.name}`)
    context.expect(answer.kind !== 'hello', `with ${aes128Gcm.name} offered, too, the server ${textOf(answer)}`)
    context.inconclusive('intermittent', `${aes128Gcm.name} is taken alone, and not among others: ${textOf(answer)}`)
  },
})
