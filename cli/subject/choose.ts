import { existsSync } from 'node:fs'
import type { CertifyFlags } from '../commands/certify-flags.ts'
import type { Config } from '../config/read-config.ts'
import type { Endpoint, Operator, Subject } from '../../harness/subject.ts'
import { accountFrom, mailboxFrom, readCertificates } from '../options/account.ts'
import { allowedHarms } from '../../harness/allowed.ts'
import { operatorFrom } from '../../harness/operator.ts'
import { usage } from '../../harness/usage.ts'
import { optionOf } from '../option-name.ts'
import { chooseClient, configuredClient } from './choose-client.ts'
import { endpointsFrom, parseEndpointUrl } from '../../harness/endpoint-url.ts'
import { planRunningServer } from './from-urls.ts'
import type { SubjectPlan } from './plan.ts'
import { joinWords, optionWords } from '../../harness/shell-words.ts'

const configName = 'mailtls.yaml'

/**
 * Finds the subject that the command line names: URLs, a server or a client of the catalogue, an image or a command; where
 * it names none, that of ./mailtls.yaml, or the reference. A domain names an operator, alone or beside the others. Contacts and
 * starts nothing.
 */
export async function choosePlan(urls: readonly string[], flags: CertifyFlags): Promise<SubjectPlan> {
  const kind = kindNamed(urls, flags)
  if (kind === '--client' || kind === '--client-command') return await chooseClient(flags)
  const allow = allowedHarms(flags.allow ?? [])
  const operator = flags.domain === undefined ? undefined : operatorFrom(flags)
  const named = kind ?? operator
  const file = configFile(urls, flags)
  if (kind === '--server' || (named === undefined && file === undefined)) return await catalogueServer(flags)
  const parsed = urls.map((url) => parseEndpointUrl(url))
  const config = file === undefined ? undefined : (await import('../config/read-config.ts')).readConfig(file, parsed)
  if (config?.client) {
    if (named) throw usage(`expected one subject, found ${kind ?? '--domain'} and client in ${file}`)
    return await configuredClient(config.client, config, flags, file!)
  }
  const said = whatIsSaid(flags, config)
  const words = replayWords(flags, file)
  if (kind === '--image' || kind === '--server-command') {
    if (config && config.endpoints.length > 0) throw usage(`expected no endpoints in ${file} beside ${kind}`)
    return await ownServer(flags, { ...said, words })
  }
  const endpoints = config?.endpoints ?? endpointsFrom(parsed)
  if (endpoints.length === 0 && !said.operator?.domain) {
    throw usage(`expected URLs on the command line or under endpoints in ${file}, found none`)
  }
  throwForStrayClaims(said, endpoints)
  return planRunningServer({
    ...said,
    endpoints,
    allow: [...new Set([...(config?.allow ?? []), ...allow])],
    arguments: joinWords([...urls, ...words, ...optionWords('--allow', flags.allow)]),
  })
}

/** The configuration that is read: that of `--config`, or ./mailtls.yaml where nothing names a subject. */
export function configFile(urls: readonly string[], flags: CertifyFlags): string | undefined {
  if (flags.config !== undefined) return flags.config
  const named = kindNamed(urls, flags) ?? flags.domain
  return named === undefined && existsSync(configName) ? configName : undefined
}

type Kind = 'URLs' | '--server' | '--image' | '--server-command' | '--client' | '--client-command'

/** The one way in which a subject is named; undefined where none is. */
function kindNamed(urls: readonly string[], flags: CertifyFlags): Kind | undefined {
  const ways: [Kind, unknown][] = [
    ['URLs', urls[0]],
    ['--server', flags.server],
    ['--image', flags.image],
    ['--server-command', flags.serverCommand],
    ['--client', flags.client],
    ['--client-command', flags.clientCommand],
  ]
  const [kind, another] = ways.filter(([, value]) => value !== undefined).map(([name]) => name)
  if (another) throw usage(`expected one subject, found ${kind} and ${another}`)
  if (flags.port && kind !== '--image') throw usage('expected --port together with --image only')
  if (flags.protocol && kind !== '--server-command') {
    throw usage('expected --protocol together with --server-command only')
  }
  const ofClients = (['clientProtocol', 'clientMode', 'clientRole'] as const).find((key) => flags[key] !== undefined)
  if (ofClients && kind !== '--client-command') {
    throw usage(`expected ${optionOf(ofClients)} together with --client-command only`)
  }
  if (kind?.startsWith('--client') && flags.domain !== undefined) {
    throw usage(`expected one subject, found ${kind} and --domain`)
  }
  return kind
}

/** Options about a subject that is not set up by us. */
const notOurs = ['config', 'user', 'passwordEnv', 'ca', 'serverName', 'mailbox', 'domain', 'resolver'] as const

async function catalogueServer({ server = 'reference', ...flags }: CertifyFlags): Promise<SubjectPlan> {
  if (flags.resolver !== undefined && flags.domain === undefined) operatorFrom(flags)
  const superfluous = notOurs.find((key) => flags[key] !== undefined)
  if (superfluous) {
    const others = 'URLs, --image or --server-command'
    throw usage(
      `expected ${optionOf(superfluous)} together with ${others}: the catalogue's ${server} is set up already`,
    )
  }
  return (await import('./from-catalogue.ts')).planCatalogueServer(server)
}

type Said = ReturnType<typeof whatIsSaid>

/** A server that is started for the run: an image's or a command's. */
async function ownServer(flags: CertifyFlags, { words, ...said }: Said & { words: string[] }): Promise<SubjectPlan> {
  const { image, port = [], serverCommand = '', protocol = [] } = flags
  if (image !== undefined) {
    const { planImage } = await import('./from-image.ts')
    const line = joinWords(['--image', image, ...optionWords('--port', port), ...words])
    const plan = planImage(image, port, { ...said, arguments: line })
    throwForStrayClaims(said, plan.endpoints)
    return plan
  }
  if (said.trust !== undefined) {
    throw usage(
      'expected no certificates to trust beside --server-command: the command gets its own as {cert} and {key}',
    )
  }
  const { planServerCommand } = await import('./from-command.ts')
  const line = joinWords(['--server-command', serverCommand, ...optionWords('--protocol', protocol), ...words])
  const plan = planServerCommand(serverCommand, protocol, { ...said, arguments: line })
  throwForStrayClaims(said, plan.endpoints)
  return plan
}

/** Claims about an endpoint that is not there could never be held against anything. */
function throwForStrayClaims({ claims }: Pick<Subject, 'claims'>, endpoints: readonly Endpoint[]): void {
  const names = endpoints.map(({ name }) => name)
  const stray = Object.keys(claims?.endpoints ?? {}).find((name) => !names.includes(name))
  if (stray === undefined) return
  throw usage(`expected claims about the endpoints that there are (${names.join(', ') || 'none'}), found ${stray}`)
}

/** What options and configuration say of the subject, whichever it is; options go first. */
function whatIsSaid(flags: CertifyFlags, config: Config | undefined) {
  return {
    account: accountFrom(flags) ?? config?.account,
    mailbox: flags.mailbox === undefined ? config?.mailbox : mailboxFrom(flags.mailbox),
    trust: flags.ca === undefined ? config?.trust : readCertificates(flags.ca),
    serverName: flags.serverName ?? config?.serverName,
    operator: operatorSaid(flags, config),
    declared: config?.declared,
    claims: config?.claims,
    clientCertificates: config?.clientCertificates,
  }
}

/** Options go first: a resolver beside the domain of the configuration, too. */
function operatorSaid(flags: CertifyFlags, config: Config | undefined): Operator | undefined {
  const { domain = config?.operator?.domain, resolver } = flags
  if (domain === undefined && resolver === undefined) return config?.operator
  const operator = operatorFrom({ domain, resolver })!
  return { ...(config?.operator?.resolver && { resolver: config.operator.resolver }), ...operator }
}

/** The options that a replay needs. A password is named by its variable only. */
function replayWords(flags: CertifyFlags, file: string | undefined): string[] {
  const { domain, resolver, user, passwordEnv, ca, serverName, mailbox } = flags
  const said = { domain, resolver, config: file, user, 'password-env': passwordEnv }
  const options = { ...said, ca, 'server-name': serverName, mailbox }
  return Object.entries(options).flatMap(([name, value]) => optionWords(`--${name}`, value))
}
