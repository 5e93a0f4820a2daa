import type { Answer } from 'dns-packet'
import { normaliseName } from './names.ts'
import type { DnsRecord } from './records.ts'

/** Reads a record of an answer; nothing where it is of a type that we do not ask for. */
export function readRecord(answer: Answer): DnsRecord | undefined {
  if (answer.type === 'OPT' || (answer.class ?? 'IN') !== 'IN') return undefined
  const common = { name: normaliseName(answer.name), ttl: answer.ttl ?? 0 }
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      return { ...common, type: answer.type, data: answer.data }
    case 'CNAME':
    case 'NS':
      return { ...common, type: answer.type, data: normaliseName(answer.data) }
    case 'MX': {
      const { preference = 0, exchange } = answer.data
      return { ...common, type: 'MX', data: { preference, exchange: normaliseName(exchange) } }
    }
    case 'SRV': {
      const { priority = 0, weight = 0, port, target } = answer.data
      return { ...common, type: 'SRV', data: { priority, weight, port, target: normaliseName(target) } }
    }
    case 'TLSA': {
      const { usage, selector, matchingType, certificate } = answer.data
      return { ...common, type: 'TLSA', data: { usage, selector, matchingType, association: hex(certificate) } }
    }
    case 'DNSKEY': {
      const { flags, algorithm, key } = answer.data
      return { ...common, type: 'DNSKEY', data: { flags, algorithm, key: hex(key) } }
    }
    case 'DS': {
      const { keyTag, algorithm, digestType, digest } = answer.data
      return { ...common, type: 'DS', data: { keyTag, algorithm, digestType, digest: hex(digest) } }
    }
    case 'SOA': {
      const { mname, rname, serial = 0 } = answer.data
      return { ...common, type: 'SOA', data: { mname: normaliseName(mname), rname, serial } }
    }
    default:
      return undefined
  }
}

/** A record as dns-packet writes it. */
export function writeRecord(record: DnsRecord): Answer {
  const { name, ttl } = record
  switch (record.type) {
    case 'TLSA': {
      const { association, ...rest } = record.data
      return { name, ttl, type: 'TLSA', data: { ...rest, certificate: bytes(association) } }
    }
    case 'DNSKEY':
      return { name, ttl, type: 'DNSKEY', data: { ...record.data, key: bytes(record.data.key) } }
    case 'DS':
      return { name, ttl, type: 'DS', data: { ...record.data, digest: bytes(record.data.digest) } }
    default:
      return record
  }
}

function hex(data: Buffer): string {
  return data.toString('hex')
}

function bytes(data: string): Buffer {
  return Buffer.from(data, 'hex')
}
