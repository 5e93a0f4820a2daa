import { reactionTo } from '../../injection/clients/deceive.ts'
import { places } from '../../injection/clients/untagged.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const byeBehindGoAhead = clientCheck({
  id: 'rfc2595/client/bye-behind-go-ahead',
  roles: ['mua'],
  languages: ['imap'],
  orIfPossible: true,
  records: [],
  purpose: 'whether a BYE in plaintext behind the go-ahead does what another line there does not',
  async run({ ordinary, meets, seen }) {
    const control = await ordinary()
    const [bye = '', other = ''] = await Promise.all(
      ['* BYE Going down', '* OK Still here'].map(async (line) =>
        reactionTo(await meets({ patches: places['behind the go-ahead']([line]), mayStayAway: true }), control),
      ),
    )
    seen(bye === other ? bye : 'BYE was heard', { bye, other })
  },
})
