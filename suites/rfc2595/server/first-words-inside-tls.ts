import type { ImapAnswer } from '../../../harness/dialogue/imap-response.ts'
import { dialectOf } from '../../injection/injection.ts'
import { converse } from '../../injection/observe.ts'
import { check } from '../../check.ts'

export const firstWordsInsideTls = check({
  id: 'rfc2595/server/first-words-inside-tls',
  roles: ['imap-server', 'pop3-server'],
  records: [],
  purpose: 'whether the server greets again inside TLS, or says anything else unasked',
  async run({ protocol, role, connect, seen }) {
    const dialogue = await connect()
    await dialogue.startTls()
    const dialect = dialectOf(protocol)
    const script = dialect.script(dialogue)
    const answers = await converse(dialogue, dialect, script)
    // IMAP has untagged responses for that; in POP3 each answer belongs to a command
    const untagged = role === 'imap-server' ? (answers[0] as ImapAnswer | undefined)?.untagged : []
    const unasked = untagged?.filter((text) => !/^CAPABILITY /i.test(text)) ?? []
    seen(unasked.length > 0 || answers.length > script.length ? 'speaks unasked' : 'waits for the client')
  },
})
