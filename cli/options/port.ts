import { protocolNamed } from '../../harness/endpoint-url.ts'
import type { Protocol } from '../../harness/subject.ts'
import { usage, wholeNumber } from '../../harness/usage.ts'

/** Reads `PROTOCOL=PORT`. */
export function readPort(text: string): [Protocol, number] {
  const [, name = text, port] = /^([^=]*)=(.*)$/.exec(text) ?? []
  if (port === undefined) throw usage(`expected PROTOCOL=PORT for --port, such as submission=587, found "${text}"`)
  return [protocolNamed(name), wholeNumber('--port', port, 65_535)]
}
