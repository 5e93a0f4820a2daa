import { listed } from '../../visit/commands.ts'
import { clientCheck } from '../../visit/client-check.ts'
import { type Upgrade, watching } from '../../upgrade/watching.ts'

export const abortsWhereTlsCannotBegin = clientCheck({
  id: 'rfc3207/client/aborts-where-tls-cannot-begin',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  decides: ['rfc3207-4-5'],
  purpose: 'a client that has sent STARTTLS and cannot begin the handshake ends the connection',
  async run({ meets, expect, notApplicable, seen }) {
    const upgrades: Upgrade[] = []
    const { sessions } = await meets({
      patches: watching(upgrades),
      settings: { authBeforeTls: true },
      request: { trust: brokenTrust },
      mayStayAway: true,
    })
    if (upgrades.length === 0) notApplicable('with a broken list of trusted certificates it does not send STARTTLS')
    if (upgrades.some(({ begun }) => begun)) {
      notApplicable('with a broken list of trusted certificates it begins the handshake all the same')
    }
    for (const { cleartext } of sessions) {
      const asked = cleartext.findIndex(({ verb }) => verb === 'STARTTLS')
      const behind = asked < 0 ? [] : cleartext.slice(asked + 1).filter(({ verb }) => verb !== 'QUIT')
      expect(behind.length === 0, `without a handshake behind STARTTLS it goes on in cleartext: ${listed(behind)}`)
    }
    seen(sessions.some(({ cleartext }) => cleartext.at(-1)?.verb === 'QUIT') ? 'QUIT' : 'closed')
  },
})

/** It looks like a certificate, and none can be read from it. */
const brokenTrust = ['-----BEGIN CERTIFICATE-----', 'AAAA', '-----END CERTIFICATE-----', ''].join('\n')
