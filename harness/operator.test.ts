import { describe, expect, test } from 'vitest'
import { domainFrom, operatorFrom, resolverFrom } from './operator.ts'

describe('A mail domain', () => {
  test.for([
    ['example.org', 'example.org'],
    ['Example.ORG.', 'example.org'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['localhost', 'localhost'],
  ])('may be %s', ([text, domain]) => expect(domainFrom(text!)).toBe(domain))

  test.for([
    'me@example.org',
    'imaps://example.org',
    'example.org:993',
    'example..org',
    '-a.example',
    'a b.example',
    '127.0.0.1',
    '[::1]',
    '*.example.org',
    `${'a'.repeat(64)}.example`,
    `${'a.'.repeat(130)}example`,
    '.',
    '',
  ])('is not "%s"', (text) => {
    expect(() => domainFrom(text)).toThrow(`expected a mail domain such as example.org for --domain, found "${text}"`)
  })
})

describe('A resolver', () => {
  test.for([
    ['192.0.2.53', '192.0.2.53', 53],
    ['192.0.2.53:5353', '192.0.2.53', 5353],
    ['[2001:db8::53]', '2001:db8::53', 53],
    ['[2001:db8::53]:5353', '2001:db8::53', 5353],
    ['[fe80::1%eth0]', 'fe80::1%eth0', 53],
  ] as const)('may be %s', ([text, host, port]) => expect(resolverFrom(text)).toEqual({ host, port }))

  test.for([
    ['dns.example', 'found "dns.example"'],
    ['2001:db8::53', 'found "2001:db8::53": put it in brackets'],
    ['[192.0.2.53]', 'found "[192.0.2.53]"'],
    ['192.0.2', 'found "192.0.2"'],
    ['', 'found ""'],
    ['192.0.2.53:x', 'for the port of --resolver, found "x"'],
    ['192.0.2.53:0', 'for the port of --resolver, found "0"'],
    ['192.0.2.53:', 'for the port of --resolver, found ""'],
  ])('is not "%s"', ([text, told]) => expect(() => resolverFrom(text!)).toThrow(told))
})

describe('The operator', () => {
  test('is called by the domain', () => {
    expect(operatorFrom({ domain: 'example.org' })).toEqual({ name: 'example.org', domain: 'example.org' })
    expect(operatorFrom({ domain: 'example.org', resolver: '[::1]:5353' })?.resolver).toEqual({
      host: '::1',
      port: 5353,
    })
  })

  test('need not have one', () => {
    expect(operatorFrom({ operator: true })).toEqual({ name: 'operator' })
    expect(operatorFrom({})).toBeUndefined()
  })

  test('needs one for a resolver', () => {
    expect(() => operatorFrom({ resolver: '192.0.2.53' })).toThrow('expected --domain with --resolver')
    expect(() => operatorFrom({ resolver: '192.0.2.53' }, '')).toThrow('expected domain with resolver')
  })
})
