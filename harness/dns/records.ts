/** What a record of each type holds. Names are normalised, bytes are in hex. */
export interface RecordData {
  A: string
  AAAA: string
  CNAME: string
  NS: string
  MX: { preference: number; exchange: string }
  SRV: { priority: number; weight: number; port: number; target: string }
  TLSA: TlsaData
  DNSKEY: { flags: number; algorithm: number; key: string }
  DS: { keyTag: number; algorithm: number; digestType: number; digest: string }
  SOA: { mname: string; rname: string; serial: number }
}

/** A TLSA record (RFC 6698, section 2.1): certificate usage, selector, matching type, certificate association data. */
export interface TlsaData {
  usage: number
  selector: number
  matchingType: number
  association: string
}

export type RecordType = keyof RecordData

/** One record of a zone or of an answer. */
export type DnsRecord = { [T in RecordType]: { name: string; type: T; data: RecordData[T]; ttl: number } }[RecordType]
