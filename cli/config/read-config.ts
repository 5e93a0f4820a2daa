import { dirname, resolve } from 'node:path'
import type { Account } from '../../harness/dialogue/dialogue.ts'
import { isMailtlsError } from '../../harness/errors.ts'
import type { Claims, Declaration, Endpoint, Harm, Operator, SetUp } from '../../harness/subject.ts'
import { accountFrom, mailboxFrom, readCertificates, readKeyOf } from '../options/account.ts'
import { allowedHarms } from '../../harness/allowed.ts'
import { operatorFrom } from '../../harness/operator.ts'
import { addSetUp, endpointsFrom, type EndpointUrl, parseEndpointUrl } from '../../harness/endpoint-url.ts'
import type { RunningServer } from '../../suites/running-server.ts'
import { claimsFrom } from './claims.ts'
import { type ConfiguredClient, configuredClient } from './client.ts'
import { validated } from './issues.ts'
import { type ConfigFile, configSchema } from './schema.ts'
import { readYaml, type YamlFile } from './yaml-file.ts'

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
  claims?: Claims
  clientCertificates?: RunningServer['clientCertificates']
  client?: ConfiguredClient
  /** all that it speaks of */
  keys: readonly string[]
}

/**
 * Reads a configuration. `urls` go before its endpoints, and its set-ups then belong to them. Throws `usage` with the
 * place of whatever is wrong.
 */
export function readConfig(file: string, urls: readonly EndpointUrl[] = []): Config {
  const yaml = readYaml(file, 'a configuration for --config')
  const content = validated(configSchema, yaml)
  const at: At = (path, read, key) => located(yaml, path, read, key)
  const beside = (path: string) => resolve(dirname(file), path)
  const { trust, mailbox, accounts, clientCertificates: certificates } = content
  const [account] = accounts ?? []
  const pair = (which: 'accepted' | 'foreign', files: { cert: string; key: string }) => {
    const place = (key: 'cert' | 'key') => ['clientCertificates', which, key] as const
    const read = (key: 'cert' | 'key', reader: (file: string, where: string) => string) =>
      at(place(key), () => reader(beside(files[key]), place(key).join('.')))
    const cert = read('cert', readCertificates)
    return { cert, key: read('key', (file, where) => readKeyOf(cert, file, where)) }
  }
  const endpoints = endpointsOf(content, urls, at)
  return {
    endpoints,
    account:
      account && at(['accounts', 0], () => accountFrom({ user: account.user, passwordEnv: account['password-env'] })),
    mailbox: mailbox && at(['mailbox'], () => mailboxFrom(mailbox, 'mailbox')),
    trust: trust && at(['trust'], () => readCertificates(beside(trust), 'trust')),
    serverName: content.serverName,
    operator: operatorOf(content, at),
    allow: allowedHarms(content.allow ?? []),
    declared: content.declared,
    claims: content.claims && claimsFrom(content.claims, endpoints, at),
    ...(content.client && { client: configuredClient(content, yaml, at) }),
    keys: Object.keys(content),
    clientCertificates: certificates && {
      accepted: pair('accepted', certificates.accepted),
      foreign: certificates.foreign && pair('foreign', certificates.foreign),
    },
  }
}

/** Reads what stands at a path, and puts its place, or that of a key there, before what is wrong. */
export type At = <T>(path: readonly PropertyKey[], read: () => T, key?: string) => T

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

/** Puts the place in the file before a usage error. */
function located<T>(yaml: YamlFile, path: readonly PropertyKey[], read: () => T, key?: string): T {
  try {
    return read()
  } catch (error) {
    if (isMailtlsError(error, 'usage')) throw yaml.error(path, error.message, key)
    throw error
  }
}
