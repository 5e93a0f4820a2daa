import {
  type Answer,
  AUTHENTIC_DATA,
  decode,
  type DecodedPacket,
  DNSSEC_OK,
  encode,
  RECURSION_DESIRED,
} from 'dns-packet'
import { MailtlsError } from '../errors.ts'
import { escape } from '../recording.ts'
import { normaliseName } from './names.ts'
import { readRecord } from './record-codec.ts'
import type { DnsRecord, RecordType } from './records.ts'

/** How much we take in one datagram: what passes everywhere without fragments (DNS flag day 2020). */
const datagramSize = 1232

/** Response codes by number. */
const rcodes = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'] as const

/** A question that was numbered, so that its answer can be told from others. */
export interface Query {
  id: number
  name: string
  type: RecordType
}

/** What we read in an answer. */
export interface Message {
  rcode: string
  /** the AD bit */
  authenticated: boolean
  truncated: boolean
  /** whether its sender knows or resolves, and does not only say who else may know */
  competent: boolean
  answers: DnsRecord[]
  /** what an extended error (RFC 8914) says beside the rcode */
  explanation: string
}

/** The query on the wire: recursion desired, AD understood, EDNS0 with DO. */
export function encodeQuery({ id, name, type }: Query): Buffer {
  return encode({
    type: 'query',
    id,
    flags: RECURSION_DESIRED | AUTHENTIC_DATA,
    questions: [{ name, type }],
    additionals: [edns(datagramSize)],
  })
}

/** The EDNS0 record (RFC 6891) that says how much its sender takes, with the DO bit. */
export function edns(udpPayloadSize: number): Answer {
  const fixed = { extendedRcode: 0, ednsVersion: 0, flag_do: true, options: [] }
  return { type: 'OPT', name: '.', udpPayloadSize, flags: DNSSEC_OK, ...fixed }
}

/** Reads an answer; nothing where it answers another question. Throws `not-dns` for what cannot be read. */
export function readAnswer(bytes: Buffer, query: Query): Message | undefined {
  const packet = readPacket(bytes)
  const { flag_qr, flag_tc, flag_ad, flag_aa, flag_ra, answers = [] } = packet
  const options = packet.additionals?.find((record) => record.type === 'OPT')
  const code = ((options?.extendedRcode ?? 0) << 4) | ((packet.flags ?? 0) & 15)
  const rcode = rcodes[code] ?? `rcode ${code}`
  if (!flag_qr || packet.id !== query.id || !repeats(packet, query, code)) return undefined
  const extended: { code: number; data?: Buffer }[] = options?.options ?? []
  return {
    rcode,
    authenticated: flag_ad,
    truncated: flag_tc,
    competent: flag_aa || flag_ra,
    answers: answers.map(readRecord).filter((record) => record !== undefined),
    explanation: explanation(extended.find((option) => option.code === 15)?.data),
  }
}

function readPacket(bytes: Buffer): DecodedPacket {
  try {
    return decode(bytes)
  } catch (cause) {
    const start = escape(bytes.subarray(0, 40).toString('latin1'))
    throw new MailtlsError('not-dns', `expected a DNS message, found ${bytes.length} bytes that are none: "${start}"`, {
      cause,
    })
  }
}

/** A server that reports an error may leave the question out: perhaps it could not read it. */
function repeats({ questions = [] }: DecodedPacket, { name, type }: Query, code: number): boolean {
  const [question] = questions
  if (!question) return rcodes[code] !== 'NOERROR' && rcodes[code] !== 'NXDOMAIN'
  return normaliseName(question.name) === name && question.type === type
}

function explanation(data?: Buffer): string {
  if (!data || data.length < 2) return ''
  const text = escape(data.toString('latin1', 2, 200))
  return ` (extended error ${data.readUInt16BE(0)}${text && `: ${text}`})`
}
