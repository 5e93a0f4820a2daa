import type { Answer } from '../../harness/dialogue/dialogue.ts'
import type { Dialect } from './dialect.ts'

/** What goes out around the upgrade, each element in a segment of its own. */
export interface Payload {
  writes: readonly [string, ...string[]]
  /** the first write holds a whole command, too, whose answer is awaited: then the second cannot come together with it */
  answersFirst?: boolean
  /** the later writes go out after the go-ahead, this many ms before the ClientHello */
  lateBy?: number
  /** nothing goes out behind this: what comes by itself is waited for */
  silentBehind?: 'go-ahead' | 'handshake'
}

/** An attack, in one language. */
export interface Plan {
  /** tried one after the other, each on a connection of its own; any that is obeyed fails the check */
  payloads: readonly Payload[]
  /** a command sent first inside TLS, whose answer an injected one would change */
  actedOn?: { line: string; shows(answer: Answer, without: Answer): boolean }
  /** plaintext that spoils the command behind it, and some that may not */
  halves?: { spoiling: Payload; harmless: readonly Payload[] }
  /** shapes of answers that only the commands of this attack draw */
  draws?: string
  /** where the payloads end the session if they are obeyed: plaintext that does not */
  lasting?: Payload
}

/** An attack that can be written in any language. */
export type Attack = (dialect: Dialect) => Plan

/** A command sent together with the upgrade, in its segment or right behind it. */
export const sameSegment: Attack = ({ upgrade, injected }) => {
  const [first, second] = [`${upgrade.join('')}\r\n`, `${injected()}\r\n`]
  return { payloads: [{ writes: [first + second] }, { writes: [first, second] }] }
}

export const severalLines: Attack = (dialect) => {
  const [first, second, third] = [1, 2, 3].map((ordinal) => dialect.injected(ordinal))
  return { payloads: [behindUpgrade(dialect, `${first}\r\n${second}\r\n${third}\r\n`)] }
}

/** A command that a loop of its own may answer, between the go-ahead and the handshake. */
export const inCleartext: Attack = (dialect) => {
  const { line, draws, ends } = dialect.other
  const payload = behindUpgrade(dialect, `${line}\r\n`)
  if (!ends) return { payloads: [payload], draws }
  return { payloads: [payload], draws, lasting: behindUpgrade(dialect, `${dialect.unknown}\r\n`) }
}

/**
 * Between the go-ahead and the ClientHello: a command, or half a line. Who wins the race differs from run to run, so several
 * distances are tried.
 */
export const late: Attack = ({ upgrade, injected, halves }) => {
  const behind = (text: string, lateBy: number): Payload => ({ writes: [`${upgrade.join('')}\r\n`, text], lateBy })
  const payloads = [0, 5, 20].map((lateBy) => behind(`${injected()}\r\n`, lateBy))
  const half = (line: string) => behind(line, 5)
  if ('tagged' in halves) return { payloads: [...payloads, ...halves.tagged.map(half)] }
  return { payloads, halves: { spoiling: half(halves.spoiling), harmless: halves.harmless.map(half) } }
}

/** Behind more plaintext than a read buffer holds; beyond loopback it is a race how much is read with the upgrade. */
export const long: Attack = (dialect) => {
  const payload = behindUpgrade(dialect, `${dialect.filling}${dialect.injected()}\r\n`)
  return { payloads: [payload, payload, payload] }
}

/** A command behind half of a line end, which some take for a whole one. */
export const bareLf: Attack = ({ upgrade, injected }) => ({
  payloads: ['\n', '\r'].map((end) => ({ writes: [`${upgrade.join('')}${end}${injected()}\r\n`] })),
})

/** An upgrade behind another command: in two segments, the first of which begins with that, or all in one. */
export const splitKeyword: Attack = ({ before, upgrade: [start, end], injected }) => {
  const behind = `${end}\r\n${injected()}\r\n`
  return {
    payloads: [
      { writes: [`${before}\r\n${start}`, behind], answersFirst: true },
      { writes: [`${before}\r\n${start}${behind}`], answersFirst: true },
    ],
  }
}

/** Half a line, or half a command, to stand in front of the first command inside TLS. */
export const partialLine: Attack = (dialect) => {
  const { halves } = dialect
  const half = (line: string) => behindUpgrade(dialect, line)
  if ('tagged' in halves) return { payloads: halves.tagged.map(half) }
  return { payloads: [], halves: { spoiling: half(halves.spoiling), harmless: halves.harmless.map(half) } }
}

/** The beginning of a SASL exchange, which the first command inside TLS would go on with. */
export const sasl: Attack = (dialect) => {
  const { line, draws } = dialect.sasl
  const spoiling = behindUpgrade(dialect, `${line}\r\n`)
  if ('tagged' in dialect.halves) return { payloads: [spoiling] }
  return { payloads: [], halves: { spoiling, harmless: [behindUpgrade(dialect, `${dialect.unknown}\r\n`)] }, draws }
}

function behindUpgrade({ upgrade }: Dialect, text: string): Payload {
  return { writes: [`${upgrade.join('')}\r\n${text}`] }
}
