import { isMailtlsError } from '../errors.ts'
import { RecordReader, recordType } from '../wire/tls-records.ts'
import { extensionTypes, groups, nameOf, versions } from './codes.ts'
import { type Suite, suiteByCode } from './suites.ts'
import { Cursor } from './vectors.ts'

/** What a ClientHello offers, as far as it is known here: GREASE, signals and what is newer are left out. */
export interface ClientOffer {
  random: Buffer
  /** by supported_versions where that stands; else the one that the hello names */
  versions: readonly string[]
  /** in their order */
  suites: readonly Suite[]
  /** as it came, be it a name or an address */
  serverName?: string
  groups: readonly string[]
  encryptThenMac: boolean
}

/** The first bytes of a client, as far as they begin a handshake. */
export type ClientHello = ({ kind: 'tls' } & ClientOffer) | { kind: 'sslv2'; asks: boolean }

/** Reads a ClientHello off the first bytes of a client, in whatever records; undefined where they are none, or not all of it. */
export function readClientHello(bytes: Buffer): ClientHello | undefined {
  if (bytes[0]! >= 0x80) {
    const length = sslv2Length(bytes)
    return length === undefined ? undefined : readSslv2(bytes.subarray(0, length))
  }
  const messages = new RecordReader()
    .read(bytes)
    .flatMap((piece) =>
      'record' in piece && piece.record.type === recordType.handshake ? [piece.record.fragment] : [],
    )
  const message = Buffer.concat(messages)
  if (message.length < 4 || message[0] !== 1 || message.length < 4 + message.readUIntBE(1, 3)) return undefined
  try {
    return { kind: 'tls', ...offerIn(message.subarray(4, 4 + message.readUIntBE(1, 3))) }
  } catch (error) {
    if (isMailtlsError(error, 'not-the-protocol')) return undefined
    throw error
  }
}

/** How long a CLIENT-HELLO of SSL 2.0 is that these bytes begin with; undefined where they do not, or not with all of it. */
export function sslv2Length(bytes: Buffer): number | undefined {
  if (bytes.length < 11 || bytes[0]! < 0x80 || bytes[2] !== 1) return undefined
  const length = 2 + (bytes.readUInt16BE(0) & 0x7fff)
  const version = bytes.readUInt16BE(3)
  const [specs, session, challenge] = [5, 7, 9].map((at) => bytes.readUInt16BE(at)) as [number, number, number]
  // what only looks like one at its beginning has other lengths in it
  const fits = specs % 3 === 0 && specs > 0 && length === 11 + specs + session + challenge
  return (version === 0x0002 || version >> 8 === 3) && fits && length <= bytes.length ? length : undefined
}

/** The same format can carry an offer of newer versions only: SSL 2.0 itself has ciphers of its own. */
function readSslv2(bytes: Buffer): ClientHello {
  const specs = bytes.subarray(11, 11 + bytes.readUInt16BE(5))
  const asks = bytes.readUInt16BE(3) === 0x0002 || specs.some((byte, at) => at % 3 === 0 && byte !== 0)
  return { kind: 'sslv2', asks }
}

function offerIn(body: Buffer): ClientOffer {
  const hello = new Cursor(body)
  const named = hello.uint(2)
  const random = hello.take(32)
  hello.vector(1)
  const codes = numbers(hello.vector(2))
  hello.vector(1)
  const extensions = new Map<number, Cursor>()
  const list = hello.left > 0 ? hello.vector(2) : undefined
  while (list && list.left > 0) extensions.set(list.uint(2), list.vector(2))
  const supported = extensions.get(extensionTypes.supportedVersions)?.vector(1)
  const curves = extensions.get(extensionTypes.supportedGroups)?.vector(2)
  const serverName = serverNameIn(extensions.get(extensionTypes.serverName))
  return {
    random,
    versions: namesOf(versions, supported ? numbers(supported) : [named]),
    suites: codes.flatMap((code) => suiteByCode(code) ?? []),
    ...(serverName !== undefined && { serverName }),
    groups: namesOf(groups, curves ? numbers(curves) : []),
    encryptThenMac: extensions.has(extensionTypes.encryptThenMac),
  }
}

/** The one host name of the extension (RFC 6066, section 3). */
function serverNameIn(extension?: Cursor): string | undefined {
  const names = extension?.vector(2)
  while (names && names.left > 0) {
    const isHost = names.uint(1) === 0
    const name = names.take(names.uint(2)).toString('latin1')
    if (isHost) return name
  }
  return undefined
}

function numbers(list: Cursor): number[] {
  return Array.from({ length: Math.floor(list.left / 2) }, () => list.uint(2))
}

function namesOf(names: Record<string, number>, codes: readonly number[]): string[] {
  return codes.map((code) => nameOf(names, code)).filter((name) => !name.startsWith('0x'))
}
