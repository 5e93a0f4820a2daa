import { setImmediate as turn } from 'node:timers/promises'
import { Peer } from '../../../harness/peer.ts'
import { Recording } from '../../../harness/recording.ts'
import type { Language, SetUp } from '../../../harness/subject.ts'
import { readAll, socketPair } from '../../../harness/testing/socket-pair.ts'
import { account } from '../../account.ts'
import { Mailbox } from '../mailbox.ts'
import { serverClassFor } from '../server-class.ts'
import { settingsFor } from '../settings.ts'

/** The message in its mailbox. */
export const message = 'Subject: a\r\nMessage-ID: <1@x>\r\n folded\r\n\r\n.a body\r\n..\r\nand more\r\n'

const noIdentity = { cert: '', key: '', ca: '' }

/**
 * What the reference server says to these bytes, which come in these pieces, and to an end behind them. It has no TLS, and
 * refuses STARTTLS.
 */
export async function saidTo(
  language: Language,
  pieces: readonly Buffer[],
  setUp: SetUp = 'default',
  Server = serverClassFor(language),
): Promise<string> {
  const inbox = new Mailbox()
  inbox.deliver(message)
  await using ends = await socketPair()
  const signal = new AbortController().signal
  const peer = new Peer(ends.server, { side: 'S', recording: new Recording(), signal })
  const settings = { ...settingsFor(language, setUp, noIdentity, account, inbox), tls: undefined }
  const served = new Server(peer, settings).serve()
  const heard = readAll(ends.client)
  for (const piece of pieces) {
    ends.client.write(piece)
    await turn()
  }
  ends.client.end()
  await served
  return (await heard).toString('latin1')
}
