import { actionsAmong } from '../../visit/commands.ts'
import { clientCheck } from '../../visit/client-check.ts'
import { nothingRight } from '../../upgrade/nothing-right.ts'

export const quitsWhereTooWeak = clientCheck({
  id: 'rfc3207/client/quits-where-too-weak',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  decides: ['rfc3207-4.1-2'],
  purpose: 'where a completed handshake is not good enough for it, the client says QUIT first',
  async run({ meets, expect, expectDone, notApplicable }) {
    const { inside, sessions } = await meets({ certificate: nothingRight })
    if (actionsAmong(inside, 'smtp').length > 0) notApplicable('a certificate that is not valid is good enough for it')
    // an alert belongs to the handshake, also where TLS 1.3 has it arrive behind the last message
    const completed = sessions.filter(({ tls, end, inside: said }) => tls && !(end === 'alert' && said.length === 0))
    if (completed.length === 0) notApplicable('it gives up within the handshake')
    for (const { inside: said } of completed) {
      const text = `the first command is ${said[0]?.verb ?? 'none'}, not QUIT`
      expectDone(said.length > 0, text)
      expect(said[0]?.verb === 'QUIT', text)
    }
  },
})
