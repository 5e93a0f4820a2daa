import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { stringify } from 'yaml'
import { modes } from '../../harness/client.ts'
import { type Harm, harms, type Protocol, protocols, urlOf } from '../../harness/subject.ts'
import { mutated, soup } from '../../harness/testing/arbitraries.ts'
import { folderForTests } from '../../harness/testing/folders.ts'
import { fromFiles, outcomeOf, property, takesAnyLength } from '../../harness/testing/property.ts'
import { ledger } from '../../suites/ledger.ts'
import { readConfig } from './read-config.ts'

const file = join(folderForTests(), 'mailtls.yaml')

const tokens = [
  'endpoints',
  'claims',
  'waivers',
  'client',
  ': ',
  ':',
  '- ',
  '\n',
  '  ',
  '[',
  ']',
  '{',
  '}',
  '&a',
  '*a',
  '"',
  "'",
  '#',
  '|',
  '>',
  '%',
  '---',
  '!!',
  '? ',
  '<<',
  '__proto__',
  'null',
  '~',
  '\t',
  'ü',
  '\0',
]

const text = fc.string({ minLength: 1, maxLength: 20 })
const url = fc.record({
  protocol: fc.constantFrom(...(Object.keys(protocols) as Protocol[])),
  host: fc.oneof(fc.domain(), fc.ipV4()),
  port: fc.integer({ min: 1, max: 65_535 }),
})
const endpoints = fc.uniqueArray(url, { minLength: 1, maxLength: 4, selector: (each) => urlOf(each.protocol, each) })
const answered = ledger.filter(({ disposition }) => disposition.kind === 'checked').map(({ id }) => id)
const answer = fc.constantFrom('yes' as const, 'no' as const)
const answers = <T>(what: fc.Arbitrary<T>) => fc.dictionary(fc.constantFrom(...answered), what, { maxKeys: 3 })
const server = fc.record(
  {
    endpoints,
    serverName: text,
    mailbox: fc.emailAddress(),
    domain: fc.domain(),
    allow: fc.oneof(fc.constantFrom<Harm | 'all'>(...harms, 'all'), fc.subarray<Harm>([...harms])),
    declared: answers(fc.record({ answer, source: text })),
    claims: fc.record({ requirements: answers(answer) }),
  },
  { requiredKeys: ['endpoints'] },
)
const command = fc.constantFrom('curl smtp://{host}:{port}', `'my client' -p {port} --to "{host}"`)
const client = fc.record(
  {
    name: text,
    role: fc.constantFrom('mua', 'smtp-client'),
    submit: fc.record(Object.fromEntries(Object.keys(modes).map((mode) => [mode, command]))),
    maximumLaunches: fc.integer({ min: 1 }),
  },
  { requiredKeys: ['submit'] },
)

/** In block style, in flow style, or as JSON. */
const style = fc.constantFrom(
  (value: unknown) => stringify(value),
  (value: unknown) => stringify(value, { collectionStyle: 'flow', lineWidth: 0 }),
  (value: unknown) => JSON.stringify(value, undefined, 2),
)

function read(content: string | Buffer) {
  writeFileSync(file, content)
  return readConfig(file)
}

describe('mailtls.yaml', () => {
  property(
    'A server is read as it was written, in whatever style',
    [server, style],
    (model, style) => {
      const { endpoints, allow, ...config } = read(
        style({ ...model, endpoints: model.endpoints.map((each) => urlOf(each.protocol, each)) }),
      )
      expect(endpoints).toEqual(
        model.endpoints.map(({ protocol, ...listener }) => {
          return { name: urlOf(protocol, listener), protocol, listeners: { default: listener } }
        }),
      )
      expect(allow).toEqual(model.allow === 'all' ? harms : [model.allow ?? []].flat())
      const { domain } = model
      expect(config).toMatchObject({
        ...(model.serverName !== undefined && { serverName: model.serverName }),
        ...(model.mailbox !== undefined && { mailbox: model.mailbox }),
        ...(domain !== undefined && { operator: { name: domain, domain } }),
        ...(model.declared && { declared: model.declared }),
        ...(model.claims && { claims: model.claims }),
      })
    },
    fromFiles,
  )

  property(
    'A client is read as it was written, in whatever style',
    [client, style],
    (model, style) => {
      const { name, role = 'mua', submit, maximumLaunches } = model
      expect(read(style({ client: model })).client).toMatchObject({
        ...(name !== undefined && { name }),
        role,
        submit,
        ...(maximumLaunches !== undefined && { maximumLaunches }),
      })
    },
    fromFiles,
  )

  property(
    'Whatever stands in it is a configuration, or wrong usage',
    [
      fc.oneof(
        soup(tokens).map((text) => Buffer.from(text)),
        mutated(
          fc
            .oneof(
              server,
              client.map((client) => ({ client })),
            )
            .chain((model) => style.map((style) => style(model))),
        ),
      ),
    ],
    async (content) => {
      const outcome = await outcomeOf(() => read(content))
      if ('code' in outcome) {
        expect(outcome.code).toBe('usage')
        expect(outcome.message).toMatch(/mailtls\.yaml:\d+:\d+: |expected/)
      } else expect(outcome.value.endpoints).toBeInstanceOf(Array)
    },
    { ...fromFiles, share: 1 },
  )

  // of a } that closes nothing the library makes an error with its stack, and of each: 15 µs a character
  takesAnyLength(tokens, (content) => read(content.slice(0, 32 * 1024)), { usual: 20, share: 1 / 100 })
})
