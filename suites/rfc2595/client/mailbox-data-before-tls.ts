import { reactionTo } from '../../injection/clients/deceive.ts'
import { fromMailboxData, mailboxData, places } from '../../injection/clients/untagged.ts'
import { clientCheck } from '../../visit/client-check.ts'
import { beyond } from '../../visit/uses.ts'

export const mailboxDataBeforeTls = clientCheck({
  id: 'rfc2595/client/mailbox-data-before-tls',
  roles: ['mua'],
  languages: ['imap'],
  orIfPossible: true,
  records: [],
  purpose: 'what becomes of mailboxes and messages that a server makes up before TLS',
  async run({ ordinary, meets, seen }) {
    const control = await ordinary()
    const outcomes = await Promise.all(
      Object.entries(places).map(async ([place, saying]) => {
        const visit = await meets({ patches: saying(mailboxData), mayStayAway: true })
        const acted =
          visit.inside.some(({ text }) => fromMailboxData.test(text)) || beyond(visit, [control], 'imap').length > 0
        const shown = fromMailboxData.test(visit.outcome.output)
        return [place, acted ? 'acted on' : shown ? 'shown' : reactionTo(visit, control)]
      }),
    )
    const byPlace = Object.fromEntries(outcomes)
    const effects = new Set(Object.values(byPlace).filter((each) => each === 'acted on' || each === 'shown'))
    seen(effects.size > 0 ? [...effects].toSorted().join(', ') : 'no effect', byPlace)
  },
})
