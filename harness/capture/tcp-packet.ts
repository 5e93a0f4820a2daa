import { isIPv4, isIPv6 } from 'node:net'
import type { SocketAddress } from '../recording.ts'

export const flag = { fin: 0x01, syn: 0x02, rst: 0x04, push: 0x08, ack: 0x10 } as const

export interface Segment {
  from: SocketAddress
  to: SocketAddress
  sequence: number
  acknowledged: number
  /** an "or" of `flag` */
  flags: number
  payload?: Buffer
}

const tcpNumber = 6
/** window scale 14 (RFC 7323): nothing that is shown ever fills the window */
const synOptions = Buffer.from([1, 3, 3, 14])

/** A TCP segment in an IP packet (RFC 9293, 791, 8200), with correct checksums. */
export function tcpPacket({ from, to, sequence, acknowledged, flags, payload = Buffer.alloc(0) }: Segment): Buffer {
  const [source, destination] = addressesOf(from.address, to.address)
  const tcpOptions = flags & flag.syn ? synOptions : Buffer.alloc(0)
  const tcp = Buffer.concat([Buffer.alloc(20), tcpOptions, payload])
  tcp.writeUInt16BE(from.port, 0)
  tcp.writeUInt16BE(to.port, 2)
  tcp.writeUInt32BE(sequence >>> 0, 4)
  tcp.writeUInt32BE(acknowledged >>> 0, 8)
  tcp[12] = (5 + tcpOptions.length / 4) << 4
  tcp[13] = flags
  tcp.writeUInt16BE(0xffff, 14)
  const length = Buffer.alloc(8)
  length.writeUInt32BE(tcp.length)
  length.writeUInt32BE(tcpNumber, 4)
  tcp.writeUInt16BE(checksum(Buffer.concat([source, destination, length, tcp])), 16)
  const header = source.length === 4 ? ipv4(source, destination, tcp.length) : ipv6(source, destination, tcp.length)
  return Buffer.concat([header, tcp])
}

function ipv4(source: Buffer, destination: Buffer, length: number): Buffer {
  const header = Buffer.concat([Buffer.from([0x45, 0, 0, 0, 0, 0, 0x40, 0, 64, tcpNumber, 0, 0]), source, destination])
  header.writeUInt16BE(header.length + length, 2)
  header.writeUInt16BE(checksum(header), 10)
  return header
}

function ipv6(source: Buffer, destination: Buffer, length: number): Buffer {
  const header = Buffer.concat([Buffer.from([0x60, 0, 0, 0, 0, 0, tcpNumber, 64]), source, destination])
  header.writeUInt16BE(length, 4)
  return header
}

/** The Internet checksum (RFC 1071). */
function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 2) sum += (bytes[at]! << 8) | (bytes[at + 1] ?? 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000)
  return ~sum & 0xffff
}

/** Both of one family; one that is not known is the unspecified address. */
function addressesOf(...addresses: [string, string]): [Buffer, Buffer] {
  const [source, destination] = addresses.map((address) => bytesOf(address)) as [Buffer?, Buffer?]
  const length = (source ?? destination)?.length ?? 4
  return [source ?? Buffer.alloc(length), destination ?? Buffer.alloc(length)]
}

/** The bytes of an address; an IPv4 one that a socket of IPv6 names (`::ffff:192.0.2.1`) is of IPv4. */
function bytesOf(text: string): Buffer | undefined {
  const address = text.replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  if (!isIPv6(address)) return undefined
  // an address that ends as one of IPv4 does is written without dots there
  const [before = [], after = []] = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((half) =>
      half
        .split(':')
        .filter(Boolean)
        .map((group) => Number.parseInt(group, 16)),
    )
  const groups = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
  return Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff]))
}
