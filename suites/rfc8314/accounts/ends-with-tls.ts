import { ImapClient } from '../../../harness/dialogue/imap-client.ts'
import { check } from '../../check.ts'
import { onlyWhereTlsIsRequired } from './only-where-tls-is-required.ts'

export const endsWithTls = check({
  id: 'rfc8314/server/ends-with-tls',
  roles: ['imap-server', 'pop3-server'],
  decides: ['imp-rfc2595-2.2-1'],
  setUp: 'tls-required',
  orDefault: true,
  purpose: 'the session ends when the client ends TLS',
  async run(context) {
    const { connectSecurely, expect, seen } = context
    const dialogue = await connectSecurely()
    await dialogue.capabilities()
    const imap = dialogue instanceof ImapClient
    // deliberate: plaintext behind our close_notify, where TLS is to be all there is
    await dialogue.peer.leaveTls(`${imap ? 'left NOOP' : 'CAPA'}\r\n`)
    const answer = (imap ? /^left .*/m : /^\+OK.*/m).exec(dialogue.peer.besideTls)?.[0]
    if (answer !== undefined) onlyWhereTlsIsRequired(context, 'plaintext behind TLS is answered')
    expect(answer === undefined, `a command in plaintext behind the end of TLS is answered: "${answer}"`)
    seen(dialogue.peer.besideTls === '' ? 'ends' : 'says something in plaintext, and ends')
  },
})
