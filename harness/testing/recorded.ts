import { Recording, type Side } from '../recording.ts'

/** A recording of one connection on which these were read or written, one after the other. */
export function recorded(...said: [Side, string | { note: string }][]): Recording {
  const recording = new Recording()
  const connection = recording.nextConnection()
  for (const [side, what] of said) {
    if (typeof what === 'string') {
      recording.add(connection, side, { layer: 'plaintext', data: Buffer.from(what, 'latin1') })
    } else recording.add(connection, side, { layer: 'note', text: what.note })
  }
  return recording
}
