import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import type { Account } from '../../harness/dialogue/dialogue.ts'
import { isMailtlsError } from '../../harness/errors.ts'
import type { Declaration, Endpoint, Harm, Operator, SetUp } from '../../harness/subject.ts'
import { ledger } from '../../suites/ledger.ts'
import { accountFrom, mailboxFrom, readCertificates, readText } from '../options/account.ts'
import { allowedHarms } from '../options/allowed.ts'
import { operatorFrom } from '../options/operator.ts'
import { addSetUp, endpointsFrom, type EndpointUrl, parseEndpointUrl } from '../subject/endpoint-url.ts'
import type { RunningServer } from '../subject/from-urls.ts'
import { suggestion } from '../../harness/suggestion.ts'
import { type ConfiguredClient, configuredClient } from './client.ts'
import { notYet } from '../usage.ts'
import { type ConfigFile, configSchema, laterKeys } from './schema.ts'
import { parseYaml, type YamlFile } from './yaml-file.ts'

/** What mailtls.yaml says, read and checked; the files that it names are relative to it. */
export interface Config {
  endpoints: Endpoint[]
  account?: Account
  mailbox?: string
  trust?: string
  serverName?: string
  operator?: Operator
  allow: readonly Harm[]
  declared?: Readonly<Record<string, Declaration>>
  clientCertificates?: RunningServer['clientCertificates']
  client?: ConfiguredClient
  /** all that it speaks of */
  keys: readonly string[]
}

/**
 * Reads a configuration. `urls` go before its endpoints, and its set-ups then belong to them. Throws `usage` with the
 * line of whatever is wrong.
 */
export function readConfig(file: string, urls: readonly EndpointUrl[] = []): Config {
  const yaml = parseYaml(readText(file, 'a configuration for --config'), file)
  const content = validated(yaml)
  const at = <T>(path: readonly PropertyKey[], read: () => T): T => located(yaml, path, read)
  const beside = (path: string) => resolve(dirname(file), path)
  const pem = (path: string, key: readonly PropertyKey[]) =>
    at(key, () => readText(beside(path), `a file in PEM for ${key.join('.')}`))
  const { trust, mailbox, accounts, clientCertificates: certificates } = content
  const [account] = accounts ?? []
  const pair = (which: 'accepted' | 'foreign', { cert, key }: { cert: string; key: string }) => ({
    cert: pem(cert, ['clientCertificates', which, 'cert']),
    key: pem(key, ['clientCertificates', which, 'key']),
  })
  return {
    endpoints: endpointsOf(content, urls, at),
    account:
      account && at(['accounts', 0], () => accountFrom({ user: account.user, passwordEnv: account['password-env'] })),
    mailbox: mailbox && at(['mailbox'], () => mailboxFrom(mailbox, 'mailbox')),
    trust: trust && at(['trust'], () => readCertificates(beside(trust), 'trust')),
    serverName: content.serverName,
    operator: operatorOf(content, at),
    allow: allowedHarms(content.allow ?? []),
    declared: content.declared,
    ...(content.client && { client: configuredClient(content, yaml, at) }),
    keys: Object.keys(content),
    clientCertificates: certificates && {
      accepted: pair('accepted', certificates.accepted),
      foreign: certificates.foreign && pair('foreign', certificates.foreign),
    },
  }
}

type At = <T>(path: readonly PropertyKey[], read: () => T) => T

function operatorOf({ domain, resolver, operator }: ConfigFile, at: At): Operator | undefined {
  // each alone, so that the line of the wrong one is named
  if (domain !== undefined) at(['domain'], () => operatorFrom({ domain }, ''))
  return at(['resolver'], () => operatorFrom({ domain, resolver, operator }, ''))
}

function endpointsOf(content: ConfigFile, urls: readonly EndpointUrl[], at: At): Endpoint[] {
  const named = (content.endpoints ?? []).map((url, i) => at(['endpoints', i], () => parseEndpointUrl(url)))
  const endpoints = endpointsFrom(urls.length > 0 ? urls : named)
  for (const [setUp, others] of Object.entries(content.setUps ?? {})) {
    for (const [i, url] of (others ?? []).entries()) {
      at(['setUps', setUp, i], () => addSetUp(endpoints, setUp as SetUp, parseEndpointUrl(url)))
    }
  }
  return endpoints
}

function validated(yaml: YamlFile): ConfigFile {
  const parsed = configSchema.safeParse(yaml.value ?? {})
  if (!parsed.success) {
    const { issues } = parsed.error
    // a wrong key explains why the right one is missing
    throw issueError(yaml, issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!)
  }
  for (const id of Object.keys(parsed.data.declared ?? {})) {
    const ids = ledger.map((entry) => entry.id as string)
    if (!ids.includes(id)) {
      throw yaml.error(['declared'], `expected a requirement, found "${id}"${suggestion(id, ids)}`, id)
    }
  }
  return parsed.data
}

function issueError(yaml: YamlFile, found: z.core.$ZodIssue) {
  const issue = withinMap(found)
  if (issue.code !== 'unrecognized_keys') {
    const where = issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
    return yaml.error(issue.path, `${where}${expectation(issue)}`)
  }
  const [key = ''] = issue.keys
  if (issue.path.length === 0 && laterKeys.includes(key)) return yaml.error([], notYet(key).message, key)
  const where = issue.path.length > 0 ? ` under ${issue.path.join('.')}` : ''
  return yaml.error(issue.path, `unknown key "${key}"${where}${suggestion(key, keysAt(issue.path))}`, key)
}

/** What is wrong inside a map, where something else than a map would do, too. */
function withinMap(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  const inner = issue.code === 'invalid_union' ? issue.errors.map(([first]) => first) : []
  const deeper = inner.find((each) => typeof each?.path[0] === 'string')
  return deeper ? { ...deeper, path: [...issue.path, ...deeper.path] } : issue
}

function expectation(issue: z.core.$ZodIssue): string {
  const [nested] = issue.code === 'invalid_union' ? issue.errors : []
  const text = nested?.[0]?.message ?? issue.message
  return text
    .replace(/^Invalid (input|option): /, '')
    .replace(', received', ', found')
    .replace('found undefined', 'found none')
}

/** The keys that the schema knows at a path. */
function keysAt(path: readonly PropertyKey[]): string[] {
  let schema: unknown = configSchema
  for (const step of path) {
    schema = mapIn(schema)
    if (schema instanceof z.ZodObject) schema = schema.shape[step as string]
    else if (schema instanceof z.ZodArray) schema = schema.element
    else if (schema instanceof z.ZodRecord) schema = schema.valueType
  }
  schema = mapIn(schema)
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
}

/** The schema of the map that may stand there. */
function mapIn(schema: unknown): unknown {
  const inner: unknown = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  return inner instanceof z.ZodUnion ? inner.options.find((each) => each instanceof z.ZodObject) : inner
}

/** Puts the line of the file before a usage error. */
function located<T>(yaml: YamlFile, path: readonly PropertyKey[], read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (isMailtlsError(error, 'usage')) throw yaml.error(path, error.message)
    throw error
  }
}
