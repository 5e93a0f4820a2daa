import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { parseEndpointUrl } from './endpoint-url.ts'
import { operatorFrom } from './operator.ts'
import { type Protocol, protocols, urlOf } from './subject.ts'
import { soup } from './testing/arbitraries.ts'
import { outcomeOf, property, takesAnyLength } from './testing/property.ts'

const tokens = [
  'smtp',
  'IMAPS',
  '://',
  ':',
  '/',
  '@',
  '[',
  ']',
  '::1',
  '%',
  '%eth0',
  '.',
  '25',
  '0',
  'mail.example.org',
  'ü',
  '?',
  '#',
  '-',
  '\0',
  ' ',
  '\n',
]
const protocol = fc.constantFrom(...(Object.keys(protocols) as Protocol[]))
const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6())
const port = fc.integer({ min: 1, max: 65_535 })

describe('URLs of endpoints', () => {
  property('A URL is read back as it was written', [protocol, host, port], (protocol, host, port) => {
    expect(parseEndpointUrl(urlOf(protocol, { host, port }))).toEqual({ protocol, host, port })
    const brackets = host.includes(':') ? `[${host}]` : host
    const usual = protocols[protocol].port
    expect(parseEndpointUrl(`${protocol.toUpperCase()}://${brackets}/`)).toEqual({ protocol, host, port: usual })
  })

  property(
    'Whatever is written is an endpoint, which is written so again, or wrong usage',
    [soup(tokens)],
    async (text) => {
      for (const each of [text, `smtp://${text}`]) {
        const outcome = await outcomeOf(() => parseEndpointUrl(each))
        if ('code' in outcome) {
          expect(outcome.code).toBe('usage')
          continue
        }
        const { protocol, ...listener } = outcome.value
        expect(protocols).toHaveProperty(protocol)
        expect(listener.host).not.toBe('')
        expect(listener.port).toSatisfy((port: number) => Number.isInteger(port) && port >= 1 && port <= 65_535)
        expect(parseEndpointUrl(urlOf(protocol, listener))).toEqual(outcome.value)
      }
    },
  )

  takesAnyLength(tokens, (text) => parseEndpointUrl(`smtp://${text}`))
})

describe('Mail domains and resolvers', () => {
  property(
    'A domain and the address of its resolver are read back',
    [fc.domain(), host, port],
    async (domain, host, port) => {
      const resolver = urlOf('smtp', { host, port }).slice('smtp://'.length)
      const outcome = await outcomeOf(() => operatorFrom({ domain, resolver }))
      const isAddress = /^[\d.]+$|:/.test(host)
      if (isAddress) expect(outcome).toEqual({ value: { name: domain, domain, resolver: { host, port } } })
      else expect(outcome).toMatchObject({ code: 'usage' })
    },
  )

  property('Whatever is written is read, or wrong usage', [soup(tokens), soup(tokens)], async (domain, resolver) => {
    const outcome = await outcomeOf(() => operatorFrom({ domain, resolver }))
    if ('code' in outcome) expect(outcome.code).toBe('usage')
    else expect(outcome.value?.domain).toMatch(/^[a-z0-9_.-]{1,253}$/)
  })

  takesAnyLength(tokens, async (text) => {
    await outcomeOf(() => operatorFrom({ domain: text }))
    await outcomeOf(() => operatorFrom({ domain: 'example.org', resolver: text }))
  })
})
