import type { CommonPatch } from '../../servers/bugs/family.ts'
import { actionsAmong, commandsIn, listed } from '../visit/commands.ts'
import type { Encounter } from '../visit/encounter.ts'
import type { Language } from '../../harness/subject.ts'

/** Passes where no command follows in cleartext when the server has ended TLS in mid-session, and went on without it. */
export async function endsWithTls({ meets, language, expect, inconclusive }: Encounter): Promise<void> {
  const { inside, sessions } = await meets({ patches: leavingTls(language) })
  if (actionsAmong(inside, language).length === 0) inconclusive('control-failed', 'the client does nothing inside TLS')
  for (const { besideTls } of sessions) {
    const after = commandsIn(Buffer.from(besideTls, 'latin1'), language).filter(
      ({ verb, text }) => text !== '' && !['QUIT', 'LOGOUT'].includes(verb),
    )
    expect(after.length === 0, `when the server has ended TLS, it goes on in cleartext: ${listed(after)}`)
  }
}

/** Ends TLS at the first command beyond capability discovery, and answers that in cleartext. */
function leavingTls(language: Language): CommonPatch {
  return (Base) =>
    class extends Base {
      override async answer(line: string) {
        const answer = await super.answer(line)
        const commands = commandsIn(Buffer.from(`${line}\r\n`, 'latin1'), language)
        if (!this.tls || actionsAmong(commands, language).length === 0) return answer
        const text = typeof answer === 'string' ? answer : answer.say
        await this.peer.leaveTls(`${text.replaceAll('\n', '\r\n')}\r\n`)
        return { say: '', next: 'close' as const }
      }
    }
}
