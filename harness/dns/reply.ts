import { randomInt } from 'node:crypto'
import * as dns from 'dns-packet'
import { edns } from './message.ts'
import { normaliseName } from './names.ts'
import { writeRecord } from './record-codec.ts'
import type { DnsRecord, RecordType } from './records.ts'
import { lookUp, type Zone } from './zone.ts'

const rcodes = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 }

const headerLength = 12

/** What somebody wants to know. */
export interface Question {
  /** normalised */
  name: string
  type: string
}

/** What a server of these zones replies to a message, if anything: none to what is no query. */
export function replyTo(
  bytes: Buffer,
  zones: Zone[],
  by: 'udp' | 'tcp',
  asked?: (question: Question) => void,
): Buffer | undefined {
  const query = decodeQuery(bytes)
  const question = query?.questions?.[0]
  if (!query || !question) return undefined
  if (!repeatable(question, bytes)) return dns.encode({ type: 'response', id: query.id, flags: rcodes.FORMERR })
  asked?.({ name: normaliseName(question.name), type: question.type })
  const { rcode, answers, authorities, zones: used } = lookUp(zones, question.name, question.type as RecordType)
  const faulty = used.find((zone) => zone.misbehaves)
  const options = query.additionals?.find((record) => record.type === 'OPT')
  const wanted = query.flag_ad || options?.flag_do === true
  const authentic = wanted && rcode !== 'REFUSED' && used.every(({ signed }) => signed)
  const reply = (flags: number, records: DnsRecord[] = [], soa: DnsRecord[] = []) =>
    dns.encode({
      type: 'response',
      id: query.id,
      flags: dns.RECURSION_AVAILABLE | (query.flag_rd ? dns.RECURSION_DESIRED : 0) | flags,
      questions: [question],
      answers: records.map(writeRecord),
      authorities: soa.map(writeRecord),
      additionals: options ? [edns(4096)] : [],
    })
  if (faulty) return badReply(faulty, question.name, reply)
  const whole = reply(rcodes[rcode] | (authentic ? dns.AUTHENTIC_DATA : 0), answers, authorities)
  const room = by === 'tcp' ? 0xffff : Math.max(512, options?.udpPayloadSize ?? 0)
  return whole.length > room ? reply(dns.TRUNCATED_RESPONSE) : whole
}

/** Whether a question can be written as it came: dns-packet knows no labels that hold a dot, or bytes that are no text. */
function repeatable(question: dns.Question, bytes: Buffer): boolean {
  const written = dns.encode({ type: 'query', questions: [question] }).subarray(headerLength)
  return bytes.subarray(headerLength, headerLength + written.length).equals(written)
}

function badReply(
  { misbehaves, origin }: Zone,
  name: string,
  reply: (flags: number, records?: DnsRecord[]) => Buffer,
): Buffer | undefined {
  switch (misbehaves) {
    case 'silent':
      return undefined
    case 'servfail':
      return reply(rcodes.SERVFAIL)
    case 'truncates':
      return reply(dns.TRUNCATED_RESPONSE)
    case 'loops':
      // a new name each time, so that whoever follows has to count
      return reply(0, [{ name, type: 'CNAME', data: `${randomInt(1e9)}.${origin}`, ttl: 0 }])
    case 'garbage':
      // the header is right, and promises more than comes
      return reply(0).subarray(0, 14)
    case 'wrong-id': {
      const bytes = reply(0)
      bytes.writeUInt16BE(bytes.readUInt16BE() ^ 1)
      return bytes
    }
    default:
      return reply(0)
  }
}

function decodeQuery(bytes: Buffer): dns.DecodedPacket | undefined {
  try {
    const packet = dns.decode(bytes)
    return packet.flag_qr ? undefined : packet
  } catch {
    return undefined
  }
}
