import { isMailtlsError } from '../errors.ts'
import { alertText, recordType, type TlsRecord } from '../wire/tls-records.ts'
import { readServerHello } from './server-hello.ts'

/** How a dialogue shows a record of a handshake that was made by hand: its hello or its alert; undefined for what follows those. */
export function recordText(record: TlsRecord): string | undefined {
  const { type, fragment } = record
  if (type === recordType.alert) return `alert: ${alertText(record) ?? `${fragment.length} bytes`}`
  if (type !== recordType.handshake) return undefined
  if (isClientHello(fragment)) return `ClientHello: ${fragment.length} bytes`
  return fragment[0] === 2 ? serverHelloText(fragment) : undefined
}

/** Whether it is one, or its beginning, also by the length that it states: what is encrypted may begin with any byte. */
function isClientHello(fragment: Buffer): boolean {
  const length = fragment.length < 4 ? 0 : 4 + fragment.readUIntBE(1, 3)
  return fragment[0] === 1 && length >= fragment.length && length <= longestHello
}

const longestHello = 0x10000

function serverHelloText(message: Buffer): string {
  try {
    const { version, suite, helloRetryRequest } = readServerHello(message.subarray(4))
    return `${helloRetryRequest ? 'HelloRetryRequest' : 'ServerHello'}: ${version}, ${suite}`
  } catch (error) {
    if (!isMailtlsError(error)) throw error
    return `a part of a ServerHello: ${message.length} bytes`
  }
}
