import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join } from 'node:path'
import type { CertificateKind } from '../../certs/catalogue.ts'
import type { CertificateSpec } from '../../certs/spec.ts'
import type { ClientContext } from '../../harness/check.ts'
import type { Outcome, ServerRequest } from '../../harness/client.ts'
import { type DnsServer, startDnsServer } from '../../harness/dns/dns-server.ts'
import type { Zone } from '../../harness/dns/zone.ts'
import type { Recording } from '../../harness/recording.ts'
import { type Language, type Protocol, protocols } from '../../harness/subject.ts'
import { temporaryFolder } from '../../harness/temporary-folder.ts'
import { account } from '../../servers/account.ts'
import { Mailbox } from '../../servers/reference/mailbox.ts'
import type { Settings } from '../../servers/reference/settings.ts'
import { testAuthority } from './certificates.ts'
import { type Endings, endingsOf, outcomeText, type Weight } from './endings.ts'
import { launched } from './launching.ts'
import type { Patches } from './scene.ts'
import { serve } from './scripted-server.ts'
import { usualSettings } from './settings.ts'
import type { Visit } from './visit.ts'

/** What a client meets. */
export interface Script {
  patches?: Patches
  /** what the server shows; names are those of the host unless it has others */
  certificate?: CertificateKind | CertificateSpec
  settings?: Partial<Settings>
  /** what the client is told otherwise */
  request?: Partial<ServerRequest>
  /** what DNS says, for a client that can be told whom to ask; default: where the host is, and nothing else */
  zones?: (server: { host: string; port: number; address: string }) => Zone[]
  /** a client that opens no connection is part of the answer */
  mayStayAway?: true
  /** what it counts for that the client hangs in it, and is ended by us; default: it has shown nothing, then */
  ends?: Weight
}

/** What a check of a client that meets one server runs with. */
export interface Encounter extends ClientContext, Endings {
  protocol: Protocol
  language: Language
  implicitTls: boolean
  /** the host name by which the client reaches our servers */
  host: string
  /** Launches the client, which meets the reference server with these changes. Inconclusive where it opens no connection. */
  meets: (script?: Script) => Promise<Visit>
  /** The same once in a run, for all checks that name the same key. */
  meetsOnce: (key: string, script: Script) => Promise<Visit>
  /** What a conforming server sees of it; the same for all checks of a run. */
  ordinary: () => Promise<Visit>
}

/** What a check runs with, of what the harness gives it. */
export function encounterOf(context: ClientContext & { protocol: Protocol }): Encounter {
  const { protocol, mode, client, recording } = context
  const { language, implicitTls } = protocols[protocol]
  const { host } = client.reaches
  const endings = endingsOf(context)
  const place = `${protocol} ${mode}`
  /** where it did not even come to a conforming server */
  const stayedAway = () => context.once('stayed away', () => Promise.resolve(new Map<string, Outcome>()))
  const note = ({ outcome }: Visit, { ends }: Script) => endings.note(outcome, ends)
  const encounter: Encounter = {
    ...context,
    ...endings,
    protocol,
    language,
    implicitTls,
    host,
    async meets(script = {}) {
      // one more would be to wait once more, and decide nothing
      endings.throwIfHung()
      const away = (await stayedAway()).get(place)
      if (away) throwStayedAway(encounter, away)
      const hasHung = endings.patience(context.launchMs) < context.launchMs
      // one of its own: visits may run side by side
      const own = recording.another()
      const seen = await visit(encounter, script, context.signal, own).finally(() => recording.include(own))
      note(seen, script)
      if (seen.sessions.length > 0 || script.mayStayAway) return seen
      // the time that is left to whoever has hung may be too short to connect in
      if (hasHung)
        context.inconclusive('hung', `the client hung, and then did not connect: ${outcomeText(seen.outcome)}`)
      return throwStayedAway(encounter, seen.outcome)
    },
    async meetsOnce(key, script) {
      const seen = await context.once(`${key} ${place}`, (signal) =>
        // others wait for it, too: it has the time of a first one
        visit({ ...encounter, patience: (ms) => ms }, script, signal, recording.another()),
      )
      recording.include(seen.recording)
      note(seen, script)
      if (seen.sessions.length === 0 && !script.mayStayAway) throwStayedAway(encounter, seen.outcome)
      return seen
    },
    async ordinary() {
      const seen = await encounter.meetsOnce('ordinary', { ends: 'control', mayStayAway: true })
      if (seen.sessions.length > 0) return seen
      ;(await stayedAway()).set(place, seen.outcome)
      return throwStayedAway(encounter, seen.outcome)
    },
  }
  return encounter
}

async function visit(encounter: Encounter, script: Script, signal: AbortSignal, recording: Recording): Promise<Visit> {
  const { mode, client, host, language } = encounter
  const authority = await testAuthority()
  const inbox = new Mailbox()
  const usual = await usualSettings(encounter, inbox, script.certificate)
  const settings = { ...usual, authBeforeTls: !requiresTls(mode), ...script.settings }
  await using server = await serve(script.patches, { settings, address: client.reaches.address, recording, signal })
  const asked: Visit['asked'][number][] = []
  await using own = script.zones && (await namesFor(encounter, script, { port: server.port, asked }))
  const names = own ?? (await encounter.once(`resolver ${host}`, () => namesFor(encounter, {}, { port: 0, asked: [] })))
  const outcome = await launched(
    { ...encounter, recording },
    {
      task: language === 'smtp' ? 'submit' : 'fetch',
      language,
      mode,
      host,
      port: server.port,
      user: account.user,
      password: account.password,
      trust: authority.certificate,
      resolver: names && { host: names.host, port: names.port },
      profile: await newProfile(encounter),
      from: 'sender@example.org',
      to: account.mailbox,
      message: messageOf(encounter),
      ...script.request,
    },
    signal,
  )
  const sessions = await server.sessions()
  const excess = server.excess()
  return {
    sessions,
    ...(excess && { excess }),
    outcome,
    recording,
    asked,
    cleartext: sessions.flatMap((each) => each.cleartext),
    inside: sessions.flatMap((each) => each.inside),
    pipelines: sessions.some((each) => each.pipelines),
    worked: inbox.messages.length > 0 || (language !== 'smtp' && sessions.some(({ user }) => user !== undefined)),
  }
}

/** Whether an account in this mode demands TLS; by default it ought to (RFC 8314, section 5.2). */
export function requiresTls(mode: ServerRequest['mode']): boolean {
  return mode === 'implicit' || mode === 'starttls-required'
}

function throwStayedAway({ inconclusive }: Pick<Encounter, 'inconclusive'>, outcome: Outcome): never {
  return inconclusive('never-connected', `the client never connected: ${outcomeText(outcome)}`)
}

/** What the client is to send. */
function messageOf({ runId }: Encounter): string {
  return [
    'From: <sender@example.org>',
    `To: <${account.mailbox}>`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${randomUUID()}.${runId}@mailtls.invalid>`,
    'Subject: mailtls',
    'Auto-Submitted: auto-generated',
    '',
    `This message was sent for mailtls, run ${runId}.`,
    '',
  ].join('\r\n')
}

/** The resolver of one visit, where the client can be told of one. */
async function namesFor(
  { host, client }: Encounter,
  { zones }: Script,
  { port, asked }: { port: number; asked: Visit['asked'][number][] },
): Promise<DnsServer | undefined> {
  if (!client.takes.includes('resolver')) return undefined
  const { address } = client.reaches
  const usual: Zone = {
    origin: '.',
    signed: true,
    records: isIP(host) ? [] : [{ name: host, type: 'A', data: address }],
  }
  return await startDnsServer({
    host: address,
    zones: zones?.({ host, port, address }) ?? [usual],
    asked: (question) => void asked.push(question),
  })
}

/** An empty folder for one launch, or several that belong together. */
export async function newProfile({ once }: Pick<Encounter, 'once'>): Promise<string> {
  const root = await once('profiles', async () => Object.assign(await temporaryFolder(), { made: 0 }))
  const profile = join(root.path, String(++root.made))
  await mkdir(profile)
  return profile
}
