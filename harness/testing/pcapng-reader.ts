/** A TCP segment of a capture. */
export interface Packet {
  version: 4 | 6
  from: { address: string; port: number }
  to: { address: string; port: number }
  /** by its sequence numbers, which begin with the number of the connection */
  connection: number
  side: 'C' | 'S'
  sequence: number
  /** what the next sequence number is greater by */
  length: number
  ends?: 'fin' | 'rst'
  payload: Buffer
  checksumsHold: boolean
}

/** Reads a capture as ours are: one section of one interface of raw IP, secrets before the packets. Throws where it is none. */
export function packetsIn(capture: Buffer): { packets: Packet[]; keyLog: Buffer } {
  const packets: Packet[] = []
  const keyLogs: Buffer[] = []
  for (let at = 0; at < capture.length;) {
    const [type, length] = [capture.readUInt32LE(at), capture.readUInt32LE(at + 4)]
    if (length % 4 !== 0 || capture.readUInt32LE(at + length - 4) !== length)
      throw new Error(`a block at ${at} is broken`)
    const body = capture.subarray(at + 8, at + length - 4)
    if (type === 0x0a) keyLogs.push(body.subarray(8, 8 + body.readUInt32LE(4)))
    if (type === 6) packets.push(packetIn(body.subarray(20, 20 + body.readUInt32LE(12))))
    at += length
  }
  return { packets, keyLog: Buffer.concat(keyLogs) }
}

function packetIn(ip: Buffer): Packet {
  const version = ip[0]! >> 4 === 4 ? 4 : 6
  const [source, destination, tcp] =
    version === 4
      ? [ip.subarray(12, 16), ip.subarray(16, 20), ip.subarray(20, ip.readUInt16BE(2))]
      : [ip.subarray(8, 24), ip.subarray(24, 40), ip.subarray(40, 40 + ip.readUInt16BE(4))]
  const flags = tcp[13]!
  const payload = tcp.subarray((tcp[12]! >> 4) * 4)
  const sequence = tcp.readUInt32BE(4)
  const pseudo = Buffer.concat([source, destination, Buffer.of(0, 0, tcp.length >> 8, tcp.length & 255, 0, 0, 0, 6)])
  const headerHolds = version === 6 || sumOf(ip.subarray(0, 20)) === 0xffff
  return {
    version,
    from: { address: addressOf(source), port: tcp.readUInt16BE(0) },
    to: { address: addressOf(destination), port: tcp.readUInt16BE(2) },
    connection: (sequence & 0x7fffffff) >>> 20,
    side: sequence >>> 31 ? 'S' : 'C',
    sequence,
    length: payload.length + (flags & 3 ? 1 : 0),
    ...(flags & 4 ? { ends: 'rst' as const } : flags & 1 ? { ends: 'fin' as const } : {}),
    payload,
    checksumsHold: headerHolds && sumOf(Buffer.concat([pseudo, tcp])) === 0xffff,
  }
}

function addressOf(bytes: Buffer): string {
  if (bytes.length === 4) return [...bytes].join('.')
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(2 * i).toString(16))
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}

/** The Internet checksum (RFC 1071) before its complement is taken. */
function sumOf(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 2) sum += (bytes[at]! << 8) | (bytes[at + 1] ?? 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return sum
}
