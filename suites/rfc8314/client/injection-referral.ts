import { serveBeside } from '../../visit/beside.ts'
import { clientCheck } from '../../visit/client-check.ts'
import { actionsAmong, listed } from '../../visit/commands.ts'
import { referringTo } from '../../injection/clients/referral.ts'

export const injectionReferral = clientCheck({
  id: 'rfc8314/client/injection-referral',
  roles: ['mua'],
  languages: ['imap'],
  decides: ['rfc8314-5.2-7'],
  purpose: 'a referral leads nobody to a login without TLS elsewhere',
  async run(encounter) {
    const { meets, host, expect, seen } = encounter
    await using elsewhere = await serveBeside(encounter, { tls: undefined })
    await Promise.all(
      referringTo(`${host}:${elsewhere.port}`).map(async (patches) => {
        await meets({ patches, ends: 'one-of-several' })
      }),
    )
    const sessions = await elsewhere.sessions()
    const actions = sessions.flatMap(({ cleartext }) => actionsAmong(cleartext, 'imap'))
    expect(
      actions.length === 0,
      `the client went to where it was referred, and sent ${listed(actions)} there without TLS`,
    )
    seen(sessions.length > 0 ? 'goes there' : 'does not go there')
  },
})
