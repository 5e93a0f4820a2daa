import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { deadline } from '../deadline.ts'
import { abortError, isMailtlsError, MailtlsError } from '../errors.ts'
import { escape } from '../recording.ts'
import { hostAndPort } from '../subject.ts'
import { usage } from '../usage.ts'
import { overTcp, overUdp } from './exchange.ts'
import type { Message } from './message.ts'
import { queryName } from './names.ts'
import type { DnsRecord, RecordData, RecordType } from './records.ts'

const maximumAliases = 16

/** What a resolver answered to one question. Where there is nothing, `records` is empty. */
export interface DnsAnswer<T extends RecordType> {
  outcome: 'found' | 'no-data' | 'no-such-name'
  records: { data: RecordData[T]; ttl: number }[]
  /** whether the resolver vouched for all of it, also for there being nothing (the AD bit) */
  authenticated: boolean
  /** the name at the end of the chain of aliases */
  canonicalName: string
  /** whether a CNAME was followed */
  aliased: boolean
}

export interface ResolverOptions {
  host: string
  port?: number
  /** how long a question may take in all; default: 5000 */
  timeoutMs?: number
  /** whether the user named it, and so vouches for it and the path to it; default: true */
  vouched?: boolean
}

/** The one resolver that we ask. */
export class Resolver {
  readonly host: string
  readonly port: number
  readonly timeoutMs: number
  /** where this is false, `authenticated` means nothing */
  readonly vouched: boolean

  constructor({ host, port = 53, timeoutMs = 5000, vouched = true }: ResolverOptions) {
    this.host = host
    this.port = port
    this.timeoutMs = timeoutMs
    this.vouched = vouched
  }

  /**
   * Asks one question and follows aliases. Throws `resolver-silent`, `resolver-refused` (an rcode that is no answer),
   * `dns-loop`, `not-dns`, `usage` for what is no name, `connection-refused`, `unreachable`, `unresolvable` where there
   * is no such resolver, or what `signal` carries.
   */
  async query<T extends RecordType>(name: string, type: T, signal: AbortSignal): Promise<DnsAnswer<T>> {
    const asked = queryName(name)
    using bound = deadline(this.timeoutMs, signal)
    try {
      return await this.#resolve(asked, type, bound.signal)
    } catch (cause) {
      if (signal.aborted) throw abortError(signal)
      if (!isMailtlsError(cause, 'deadline', 'ended', 'closed-before-greeting')) throw cause
      const found = cause.code === 'deadline' ? `none within ${this.timeoutMs} ms` : `an end of the connection`
      throw new MailtlsError('resolver-silent', `${this.#expected(asked, type)}, found ${found}`, { cause })
    }
  }

  async #resolve<T extends RecordType>(name: string, type: T, signal: AbortSignal): Promise<DnsAnswer<T>> {
    const aliases = new Set([name])
    let canonicalName = name
    let authenticated = true
    for (;;) {
      const message = await this.#ask(canonicalName, type, signal)
      authenticated &&= message.authenticated
      const end = type === 'CNAME' ? canonicalName : follow(canonicalName, message.answers, aliases)
      const records = message.answers.filter((record) => record.name === end && record.type === type)
      const none = message.rcode === 'NXDOMAIN' ? 'no-such-name' : 'no-data'
      // it may also be that nobody looked at what the alias leads to
      const partial = end !== canonicalName && records.length === 0
      canonicalName = end
      if (partial) continue
      return {
        outcome: records.length > 0 ? 'found' : none,
        records: records.map(({ data, ttl }) => ({ data: data as RecordData[T], ttl })),
        authenticated,
        canonicalName,
        aliased: canonicalName !== name,
      }
    }
  }

  /** Asks by UDP and, where the answer does not fit, by TCP. */
  async #ask(name: string, type: RecordType, signal: AbortSignal): Promise<Message> {
    const query = { id: randomInt(0x10000), name, type }
    // the last one still has half the time
    const sendAt = [0, this.timeoutMs / 4, this.timeoutMs / 2]
    let message = await overUdp(this, query, sendAt, signal)
    if (message.truncated) message = await overTcp(this, query, signal)
    const { rcode, competent, explanation, answers } = message
    const expected = this.#expected(name, type)
    if (message.truncated) throw new MailtlsError('not-dns', `${expected}, found it truncated by TCP too`)
    if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') {
      const hint = rcode === 'SERVFAIL' ? '; resolvers that validate say so where signatures are wrong (bogus)' : ''
      throw new MailtlsError('resolver-refused', `${expected}, found ${rcode}${explanation}${hint}`)
    }
    if (!competent && answers.length === 0) {
      throw new MailtlsError('resolver-refused', `${expected}, found a referral: it does not resolve for us`)
    }
    return message
  }

  #expected(name: string, type: RecordType): string {
    return `expected an answer about ${escape(name)} ${type} from the resolver ${hostAndPort(this)}`
  }
}

/**
 * The resolver that this machine uses: the first of /etc/resolv.conf, for where no other was named. Nobody vouches for
 * it. Throws `usage`, with the advice to name one, where there is none.
 */
export async function systemResolver({ timeoutMs, file = '/etc/resolv.conf' }: { timeoutMs?: number; file?: string }) {
  const text = await readFile(file, 'utf8').catch(() => '')
  const host = /^\s*nameserver\s+(\S+)/m.exec(text)?.[1]
  if (host) return new Resolver({ host, timeoutMs, vouched: false })
  throw usage(`expected a nameserver in ${file}, found none: name a resolver with --resolver`)
}

/** Follows the aliases in an answer as far as they lead, and adds them to those that were met. */
function follow(from: string, answers: DnsRecord[], aliases: Set<string>): string {
  for (let name = from; ;) {
    const alias = answers.find((record) => record.type === 'CNAME' && record.name === name)
    if (alias?.type !== 'CNAME') return name
    name = alias.data
    if (aliases.has(name) || aliases.size > maximumAliases) {
      const chain = [...aliases, name].map(escape).join(' → ')
      throw new MailtlsError('dns-loop', `expected an end of the aliases of ${escape(from)}, found ${chain}`)
    }
    aliases.add(name)
  }
}
