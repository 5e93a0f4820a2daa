import { createHash } from 'node:crypto'
import { extensionTypes, groups, nameOf, versions } from './codes.ts'
import { suiteName } from './suites.ts'
import { Cursor } from './vectors.ts'

/** What a ServerHello settles. A code without a name here is given in hex. */
export interface ServerHello {
  /** the real one: supported_versions counts where it stands */
  version: string
  /** IANA's name */
  suite: string
  encryptThenMac: boolean
  extendedMasterSecret: boolean
  /** the group of the key share that TLS 1.3 takes or asks for */
  group?: string
  /** the server would go on with this version and suite, after another ClientHello */
  helloRetryRequest: boolean
}

/** The random of a ServerHello that is a HelloRetryRequest (RFC 8446, section 4.1.3). */
const retryRandom = createHash('sha256').update('HelloRetryRequest').digest()

/** Reads the body of a ServerHello of SSL 3.0 to TLS 1.3; throws `not-the-protocol` where it is cut off. */
export function readServerHello(body: Buffer): ServerHello {
  const hello = new Cursor(body)
  const legacyVersion = hello.uint(2)
  const random = hello.take(32)
  hello.vector(1)
  const suite = hello.uint(2)
  hello.take(1)
  const extensions = hello.left > 0 ? readExtensions(hello.vector(2)) : new Map<number, Cursor>()
  const version = extensions.get(extensionTypes.supportedVersions)?.uint(2) ?? legacyVersion
  const group = extensions.get(extensionTypes.keyShare)?.uint(2)
  return {
    version: nameOf(versions, version),
    suite: suiteName(suite),
    encryptThenMac: extensions.has(extensionTypes.encryptThenMac),
    extendedMasterSecret: extensions.has(extensionTypes.extendedMasterSecret),
    ...(group !== undefined && { group: nameOf(groups, group) }),
    helloRetryRequest: random.equals(retryRandom),
  }
}

/** Reads the body of a Certificate message up to TLS 1.2: the chain in DER, the server's own first. */
export function readCertificates(body: Buffer): Buffer[] {
  const list = new Cursor(body).vector(3)
  const chain: Buffer[] = []
  while (list.left > 0) chain.push(list.take(list.uint(3)))
  return chain
}

function readExtensions(list: Cursor): Map<number, Cursor> {
  const extensions = new Map<number, Cursor>()
  while (list.left > 0) extensions.set(list.uint(2), list.vector(2))
  return extensions
}
