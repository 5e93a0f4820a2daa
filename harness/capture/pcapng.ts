/** One packet as Wireshark shows it: when it was there, in ms since 1970, and what is said of it beside its bytes. */
export interface Packet {
  at: number
  bytes: Buffer
  comments: readonly string[]
}

interface Capture {
  /** of the file as a whole */
  comment: string
  application: string
  /** a key log (SSLKEYLOGFILE) of the sessions within */
  keyLog: Buffer
  /** beginning with an IP header, in their order */
  packets: readonly Packet[]
}

const blockType = { section: 0x0a0d0d0a, interface: 1, packet: 6, secrets: 0x0a }
const optionCode = { comment: 1, application: 4 }
const byteOrderMagic = 0x1a2b3c4d
const unknownLength = Buffer.alloc(8, 0xff)
/** LINKTYPE_RAW */
const rawIp = 101
const tlsKeyLog = 0x544c534b

/** A pcapng file (draft-ietf-opsawg-pcapng), whose Decryption Secrets Block lets Wireshark read the TLS sessions. */
export function pcapng({ comment, application, keyLog, packets }: Capture): Buffer {
  return Buffer.concat([
    block(
      blockType.section,
      Buffer.concat([u32(byteOrderMagic), u16(1, 0), unknownLength]),
      options([optionCode.comment, comment], [optionCode.application, application]),
    ),
    block(blockType.interface, Buffer.concat([u16(rawIp, 0), u32(0)])),
    // before the packets, since a reader goes through the file once
    ...(keyLog.length > 0 ? [block(blockType.secrets, u32(tlsKeyLog, keyLog.length), padded(keyLog))] : []),
    ...packets.map(packetBlock),
  ])
}

function packetBlock({ at, bytes, comments }: Packet): Buffer {
  const microseconds = BigInt(Math.round(at * 1000))
  const time = u32(Number(microseconds >> 32n), Number(microseconds & 0xffffffffn))
  const said = options(...comments.map((comment) => [optionCode.comment, comment] as const))
  return block(blockType.packet, u32(0), time, u32(bytes.length, bytes.length), padded(bytes), said)
}

function block(type: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const length = u32(body.length + 12)
  return Buffer.concat([u32(type), length, body, length])
}

function options(...all: (readonly [code: number, text: string])[]): Buffer {
  if (all.length === 0) return Buffer.alloc(0)
  return Buffer.concat([
    ...all.map(([code, text]) => {
      const value = Buffer.from(text).subarray(0, 0xffff)
      return Buffer.concat([u16(code, value.length), padded(value)])
    }),
    u16(0, 0),
  ])
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
}

function u16(...numbers: number[]): Buffer {
  return Buffer.from(Uint16Array.from(numbers).buffer)
}

function u32(...numbers: number[]): Buffer {
  return Buffer.from(Uint32Array.from(numbers).buffer)
}
