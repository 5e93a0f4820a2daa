import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import type { Listener, Operator } from './subject.ts'
import { usage, wholeNumber } from './usage.ts'

/** What is said of the operator: by options, or by the keys of mailtls.yaml. */
export interface OperatorWords {
  domain?: string
  resolver?: string
  /** plays the role without a domain, too */
  operator?: true
}

/** What to call whose domain is not named. */
const nameless = 'operator'

/** The operator that options or a configuration name; undefined where they name none. */
export function operatorFrom({ domain, resolver, operator }: OperatorWords, prefix = '--'): Operator | undefined {
  const asked = resolver === undefined ? undefined : resolverFrom(resolver, `${prefix}resolver`)
  if (domain !== undefined) {
    const name = domainFrom(domain, `${prefix}domain`)
    return { name, domain: name, ...(asked && { resolver: asked }) }
  }
  if (asked) throw usage(`expected ${prefix}domain with ${prefix}resolver: the mail domain that it is asked about`)
  return operator && { name: nameless }
}

/** A mail domain, in A-labels and lower case, without the dot at its end. */
export function domainFrom(text: string, where = '--domain'): string {
  const expected = `expected a mail domain such as example.org for ${where}, found "${text}"`
  if (text.includes('@')) throw usage(`${expected}: it is what stands behind the @`)
  const ascii = domainToASCII(text).toLowerCase().replace(/\.$/, '')
  const labels = ascii.split('.')
  const isName = labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/.test(label)) && ascii.length <= 253
  if (!isName || isIP(ascii)) throw usage(expected)
  return ascii
}

/** `ADDR[:PORT]`: a name would need another resolver. */
export function resolverFrom(text: string, where = '--resolver'): Listener {
  const expected = `expected the address of a resolver, such as 192.0.2.53 or [2001:db8::53]:5353, for ${where}`
  if (isIP(text) === 6) throw usage(`${expected}, found "${text}": put it in brackets`)
  const [, address = '', port] = /^(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/.exec(text) ?? []
  const host = address.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host.split('%')[0]!) !== (address.startsWith('[') ? 6 : 4)) throw usage(`${expected}, found "${text}"`)
  return { host, port: port === undefined ? 53 : wholeNumber(`the port of ${where}`, port, 65_535) }
}
