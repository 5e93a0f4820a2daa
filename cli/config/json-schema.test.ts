import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { configJsonSchema } from './json-schema.ts'
import { configSchema } from './schema.ts'

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true })
addFormats.default(ajv)
const accepts = ajv.compile(configJsonSchema())

const good = {
  'a server with all that can be said of it': `
endpoints: [submission://mail.example.org, imaps://mail.example.org]
setUps: { tls-required: ['submission://mail.example.org:5870'], user-barred: [] }
accounts: [{ user: me, password-env: PW }]
trust: ca.pem
serverName: mail.example.org
domain: example.org
resolver: 192.0.2.53
operator: true
mailbox: me@example.org
allow: [sends-mail, failed-logins]
claims:
  endpoints: { submission: { before-tls: [STARTTLS], inside-tls: [AUTH PLAIN], tls: [TLSv1.2, TLSv1.3] } }
  requirements: { rfc8314-4-12: yes }
declared: { rfc8314-4-16: { answer: no, source: manual } }
waivers: [{ requirement: rfc8314-4-12, reason: old, expires: 2027-01-31 }]
clientCertificates: { accepted: { cert: a.pem, key: b.pem } }`,
  'one harm that is allowed': 'allow: all',
  'a client': `
client:
  role: mua
  modes: [implicit, default]
  submit: 'x {mode} {port}'
  fetch: { imap: { implicit: 'x {port}' }, pop3: 'x {port}' }
  set-up: 'x {address}'
  patterns: { warning: 'not private' }
  maximumLaunches: 3`,
}

const bad = {
  'an unknown key': 'endpoint: [smtp://a]',
  'a text for a list': 'endpoints: smtp://a',
  'an empty list of endpoints': 'endpoints: []',
  'an unknown set-up': 'setUps: { tls: [smtp://a] }',
  'a password in the file': 'accounts: [{ user: me, password: hush }]',
  'two accounts': 'accounts: [{ user: a, password-env: A }, { user: b, password-env: B }]',
  'an empty text': "trust: ''",
  'an unknown harm': 'allow: [mail]',
  'another operator': 'operator: false',
  'an unknown version of TLS': 'claims: { endpoints: { imaps: { tls: [TLS1.2] } } }',
  'a claim about what only the vendor can answer': 'claims: { requirements: { rfc8314-4-16: yes } }',
  'an answer about no requirement': 'declared: { rfc3207-6-11: { answer: yes, source: x } }',
  'an answer to a definition': 'declared: { imp-rfc5034-4-d1: { answer: maybe, source: x } }',
  'an answer without a source': 'declared: { rfc8314-4-16: { answer: yes } }',
  'a waiver without a reason': 'waivers: [{ requirement: rfc8314-4-12 }]',
  'a waiver with another date': 'waivers: [{ requirement: rfc8314-4-12, reason: old, expires: 31.1.2027 }]',
  'an unknown mode': 'client: { submit: { tls: x } }',
  'no launch at all': 'client: { submit: x, maximumLaunches: 0 }',
  'a number for a command': 'client: { submit: 3 }',
  'a list at the top': '- smtp://a',
  nothing: '',
}

describe('The published JSON Schema of mailtls.yaml agrees with what the command line takes', () => {
  test.for(Object.entries(good))('on %s', ([, text]) => {
    expect(configSchema.safeParse(parse(text)).error).toBeUndefined()
    expect(accepts(parse(text)), JSON.stringify(accepts.errors)).toBe(true)
  })

  test.for(Object.entries(bad))('that it is wrong: %s', ([, text]) => {
    expect(configSchema.safeParse(parse(text)).success).toBe(false)
    expect(accepts(parse(text))).toBe(false)
  })

  test('and says of every key what it is for', () => {
    const silent: string[] = []
    describedIn(configJsonSchema(), 'mailtls.yaml', silent)
    expect(silent).toEqual([])
  })
})

interface JsonSchema {
  description?: string
  properties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  anyOf?: JsonSchema[]
}

/** Gathers the properties that have no description. */
function describedIn(
  { properties = {}, additionalProperties, items, anyOf = [] }: JsonSchema,
  at: string,
  silent: string[],
): void {
  for (const [name, schema] of Object.entries(properties)) {
    if (!schema.description) silent.push(`${at}.${name}`)
    describedIn(schema, `${at}.${name}`, silent)
  }
  const others = [additionalProperties, items, ...anyOf].filter((each) => typeof each === 'object')
  for (const schema of others) describedIn(schema, at, silent)
}
