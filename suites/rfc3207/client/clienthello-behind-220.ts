import { clientCheck } from '../../visit/client-check.ts'
import { doingsOf } from '../../visit/doings.ts'
import { firstLineOf, type Upgrade, watching } from '../../upgrade/watching.ts'

export const clientHelloBehind220 = clientCheck({
  id: 'rfc3207/client/clienthello-behind-220',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  orIfPossible: true,
  decides: ['rfc3207-4-4'],
  purpose: 'nothing but a ClientHello follows the 220, be it of one line or two',
  withoutControl: true,
  async run({ meets, expect, inconclusive, seen }) {
    const [oneLine, twoLines]: [Upgrade[], Upgrade[]] = [[], []]
    const answer = (goAhead: string) => `${goAhead.replace(' ', '-')}\n${goAhead}`
    const [visit] = await Promise.all([
      meets({ patches: watching(oneLine) }),
      meets({ patches: watching(twoLines, { answer }), mayStayAway: true }),
    ])
    for (const { behind } of [...oneLine, ...twoLines]) {
      expect(behind.length === 0, `behind the 220 comes ${firstLineOf(behind)} in cleartext`)
    }
    if (!oneLine.some(({ begun }) => begun))
      inconclusive('control-failed', `the client begins no handshake: ${doingsOf(visit)}`)
    seen(twoLines.some(({ begun }) => begun) ? 'handshake' : 'no handshake behind a 220 of two lines')
  },
})
