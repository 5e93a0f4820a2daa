import { randomBytes } from 'node:crypto'
import { suiteByName, type SuiteName } from '../../harness/hello/suites.ts'
import { Cursor, uint, vector } from '../../harness/hello/vectors.ts'
import type { Peer } from '../../harness/peer.ts'
import { failureOf } from '../../harness/wire/tls-session.ts'
import type { CommonPatch } from './family.ts'

/** What a ClientHello offers, as far as the faulty servers care. */
export interface Offered {
  /** as they came */
  bytes: Buffer
  recordVersion: number
  version: number
  suites: readonly number[]
}

/** Answers a ClientHello by hand, where that returns anything: what OpenSSL does not speak. Nothing follows. */
export function answering(answer: (offered: Offered) => Buffer | false): CommonPatch {
  return (Base) =>
    class extends Base {
      override async handshake() {
        const offered = await peek(this.peer)
        const bytes = offered && answer(offered)
        if (!bytes) return await super.handshake()
        this.peer.leftover()
        this.peer.send(bytes)
        return failureOf({ plaintext: Buffer.alloc(0) })
      }
    }
}

/** Chooses a suite that OpenSSL does not have, where nothing is offered that the reference would take. */
export function choosing(name: SuiteName): CommonPatch {
  const { code } = suiteByName(name)
  return answering(
    ({ version, suites }) =>
      suites.includes(code) && !suites.some((each) => usual.has(each)) && serverHelloWithoutExtensions(version, code),
  )
}

/** For hellos without extensions, and of any version: `serverHello` of the harness agrees to secure renegotiation. */
export function serverHelloWithoutExtensions(version: number, suite: number): Buffer {
  const body = Buffer.concat([uint(2, version), randomBytes(32), vector(1), uint(2, suite), uint(1, 0)])
  return Buffer.concat([uint(1, 22), uint(2, version), vector(2, uint(1, 2), vector(3, body))])
}

/** A fatal alert. */
export function alert(code: number): Buffer {
  return Buffer.from([21, 3, 3, 0, 2, 2, code])
}

const usual = new Set(
  (
    [
      ...(['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'] as const),
      ...(['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'] as const),
      ...(['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'] as const),
    ] as const
  ).map((name) => suiteByName(name).code),
)

/** Reads a ClientHello, and leaves it unread; undefined where none comes. */
async function peek(peer: Peer): Promise<Offered | undefined> {
  let bytes: Buffer = Buffer.alloc(0)
  do bytes = Buffer.concat([bytes, await peer.bytes()])
  while (!peer.end && startsAsHello(bytes) && bytes.length < lengthOf(bytes))
  peer.unread(bytes)
  return startsAsHello(bytes) && bytes.length >= lengthOf(bytes) ? offeredIn(bytes) : undefined
}

/** A handshake record, or what SSLv2 begins with: no text does. */
function startsAsHello(bytes: Buffer): boolean {
  return bytes[0] === 22 || bytes[0]! >= 0x80
}

function lengthOf(bytes: Buffer): number {
  if (bytes.length < 5) return 5
  return bytes[0] === 22 ? 5 + bytes.readUInt16BE(3) : 2 + (bytes.readUInt16BE(0) & 0x7fff)
}

function offeredIn(bytes: Buffer): Offered {
  const recordVersion = bytes.readUInt16BE(1)
  if (bytes[0] !== 22) return { bytes, recordVersion, version: 0, suites: [] }
  const hello = new Cursor(bytes.subarray(9))
  const version = hello.uint(2)
  hello.take(32)
  hello.vector(1)
  const suites = hello.vector(2)
  return { bytes, recordVersion, version, suites: Array.from({ length: suites.left / 2 }, () => suites.uint(2)) }
}
