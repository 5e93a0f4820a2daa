import { escape } from '../../harness/recording.ts'
import { outcomeText } from './endings.ts'
import type { Session, Visit } from './visit.ts'

/** What a client does that meets one of our servers, for a sentence: on its last connection, and how it ends. */
export function doingsOf({ sessions, excess, outcome }: Pick<Visit, 'sessions' | 'excess' | 'outcome'>): string {
  const last = sessions.at(-1)
  const isEnded = outcome.ended === 'by-us' || excess !== undefined
  const doings = [
    ...(excess ? [`it ${excess} and was cut off`] : []),
    ...(sessions.length > 1 ? [`it opens ${sessions.length} connections`] : []),
    ...(last ? [`it says ${saidIn(last)}`, ...handshakeOf(last, isEnded)] : []),
    ...(last?.besideTls ? ['sends plaintext beside TLS'] : []),
    ...(last?.endText && !isEnded ? [last.endText] : []),
    outcomeText(outcome),
  ]
  return doings.join(', ')
}

function saidIn({ sentInCleartext, inside, sentInside, tls, strayTls }: Session): string {
  if (tls && sentInside > 0) {
    const { text = '' } = inside.at(-1) ?? {}
    return `${quoted(shortened(text), sentInside)} inside TLS`
  }
  const said = sentInCleartext.length === 0 ? 'nothing' : quoted(lastLine(sentInCleartext), sentInCleartext.length)
  if (strayTls) return `${said}, and begins TLS unasked`
  return tls ? `${said}, and nothing inside TLS` : said
}

/** What is looked at of what a client has sent, to find its last line. */
const mostLooked = 4096

/** The last line that is not empty, with its end where that is not CRLF. */
function lastLine(sent: Buffer): string {
  const text = sent.subarray(-mostLooked).toString('latin1')
  const lines = text.trimEnd()
  const end = text.slice(lines.length)
  const line = shortened(lines.slice(lines.lastIndexOf('\n') + 1))
  if (end.startsWith('\r\n')) return line
  return end.startsWith('\n') ? `${line}<LF>` : `${line}<no line end>`
}

function shortened(line: string): string {
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}

/** A handshake that came to nothing, but for one that was ended. */
function handshakeOf({ handshakes }: Session, isEnded: boolean): string[] {
  const last = handshakes.at(-1)
  if (!last || last.ok) return []
  return isEnded && (last.by === 'fin' || last.by === 'rst') ? ['does not finish the handshake'] : [last.text]
}

function quoted(line: string, length: number): string {
  return length > 1000 ? `${length} bytes, at last "${escape(line)}"` : `"${escape(line)}"`
}
