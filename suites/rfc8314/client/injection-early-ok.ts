import { refusesStartTls, sayingEarly, startTlsIn } from '../../injection/clients/early-ok.ts'
import { clientCheck } from '../../visit/client-check.ts'
import { actionsAmong, listed } from '../../visit/commands.ts'
import { together } from '../../visit/together.ts'

/** What a client that takes this for TLS can use. */
const bait = { authBeforeTls: true }

export const injectionEarlyOk = clientCheck({
  id: 'rfc8314/client/injection-early-ok',
  roles: ['mua'],
  languages: ['imap'],
  decides: ['rfc8314-5.2-7'],
  purpose: 'an answer to STARTTLS that comes before it was sent is not taken for TLS',
  async run({ ordinary, meets, meetsOnce, expect, notApplicable }) {
    const control = await meetsOnce('refuses starttls', { patches: refusesStartTls, settings: bait })
    const [usual, again] = [startTlsIn(await ordinary()), startTlsIn(control)]
    const known = usual?.place === again?.place && usual?.tag === again?.tag ? usual : undefined
    const due = known ?? notApplicable('the tag of its STARTTLS cannot be told beforehand')
    const forms = due.place > 0 ? (['behind', 'ahead'] as const) : (['behind'] as const)
    const withoutIt = actionsAmong(control.cleartext, 'imap').map(({ verb }) => verb)
    await Promise.all(
      forms.map(async (where) => {
        const visit = await meets({ patches: together(refusesStartTls, sayingEarly(due, where)), settings: bait })
        const more = actionsAmong(visit.cleartext, 'imap').filter(({ verb }) => !withoutIt.includes(verb))
        expect(more.length === 0, `an OK that came before STARTTLS was believed: ${listed(more)} followed in cleartext`)
      }),
    )
  },
})
