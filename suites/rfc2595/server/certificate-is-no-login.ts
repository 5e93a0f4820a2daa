import { check } from '../../check.ts'
import { stateClauses } from '../clauses.ts'
import { look } from '../mail-access.ts'

export const certificateIsNoLogin = check({
  id: 'rfc2595/server/certificate-is-no-login',
  roles: ['imap-server', 'pop3-server'],
  decides: stateClauses,
  setUp: 'client-certificates',
  purpose: 'a client certificate alone logs nobody in after STARTTLS or STLS',
  async run({ connect, clientCertificate, expect, inconclusive, notApplicable }) {
    const control = await connect()
    await control.startTls()
    if ((await look(control)).accepted) notApplicable('the mailbox is open without a login, so none can be missed')
    control.close()
    const dialogue = await connect()
    const { certificateRequested } = await dialogue.startTls(clientCertificate())
    if (!certificateRequested) inconclusive('certificate-not-requested', 'the server asks for no client certificate')
    const answer = await look(dialogue)
    expect(!answer.accepted, `the client's certificate alone opens the mailbox: "${answer}"`)
    dialogue.close()
  },
})
