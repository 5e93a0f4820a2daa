import { plaintextOf } from '../../../harness/wire/tls-records.ts'
import { check } from '../../check.ts'
import { firstLine, formOf } from './cleartext.ts'
import { everything, offer } from './offer.ts'
import { tlsRoles } from './roles.ts'

export const tlsFirst = check({
  id: 'rfc8314/server/tls-first',
  roles: tlsRoles,
  ports: 'implicit-tls',
  decides: {
    'pop3-server': ['rfc8314-3.1-lc1'],
    'imap-server': ['rfc8314-3.2-lc1'],
    'submission-server': ['rfc8314-3.3-lc1'],
  },
  // a server that greets in cleartext is at fault, though no dialogue can be had with it
  evenUnreached: true,
  connections: 1,
  purpose: 'on an implicit TLS port the handshake comes first, and nothing is served outside TLS',
  async run(context) {
    const { dial, expect, inconclusive, seen } = context
    const { command, serves } = formOf(context.protocol)
    const answer = await offer(context, everything)
    const greeting = answer.kind === 'plaintext' ? answer.text : ''
    expect(!serves.test(greeting), `the port greets in cleartext: "${firstLine(greeting)}"`)
    if (greeting) inconclusive('not-the-protocol', `the port answers a ClientHello with "${firstLine(greeting)}"`)
    const peer = await dial()
    peer.send(command)
    peer.halfClose()
    const end = await peer.ended()
    const said = plaintextOf(peer.leftover()).toString('latin1')
    expect(!serves.test(said), `a command outside TLS is answered: "${firstLine(said)}"`)
    seen(said ? 'says something in cleartext, and serves nothing' : 'says nothing in cleartext', { end })
  },
})
