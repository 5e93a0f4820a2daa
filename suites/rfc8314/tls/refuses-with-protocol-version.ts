import { check } from '../../check.ts'
import { offerSurely, offerVersion, textOf, throwUnlessTlsWorks } from './offer.ts'
import { tlsRoles } from './roles.ts'

export const refusesWithProtocolVersion = check({
  id: 'rfc8314/server/refuses-with-protocol-version',
  roles: tlsRoles,
  ports: 'any',
  decides: ['imp-rfc8996-5-5'],
  connections: 1,
  purpose: 'a ClientHello of TLS 1.1 draws the alert protocol_version',
  async run(context) {
    throwUnlessTlsWorks(context)
    const answer = await offerVersion(context, 'TLSv1.1', offerSurely)
    context.seen(textOf(answer))
    // an alert may be lost behind a reset, and what else a server says about it in cleartext is its own affair
    if (answer.kind === 'plaintext' || (answer.kind === 'ended' && answer.by === 'rst'))
      context.inconclusive('no-alert', `to a ClientHello of TLS 1.1 the server ${textOf(answer)}`)
    const right = answer.kind === 'alert' && answer.name === 'protocol_version'
    context.expect(right, `a ClientHello of TLS 1.1 draws no protocol_version, but: ${textOf(answer)}`)
  },
})
