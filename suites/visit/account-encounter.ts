import type { ClientContext } from '../../harness/check.ts'
import type { AccountRequest, Outcome } from '../../harness/client.ts'
import { type Language, protocols } from '../../harness/subject.ts'
import { account } from '../../servers/account.ts'
import { loginsAmong } from './commands.ts'
import { newProfile } from './encounter.ts'
import { type Endings, endingsOf, outcomeText } from './endings.ts'
import { launched } from './launching.ts'
import {
  address,
  domain,
  type Launch,
  openSite,
  type Publication,
  type ServerScript,
  type Site,
  type SiteSession,
} from './site.ts'

/** What is served for a domain, and what DNS says of it. */
export type SiteScript = Partial<Omit<Publication, 'servers'>> & {
  servers: Readonly<Record<string, ServerScript>>
  /** the servers that DNS names, in this order; default: all */
  published?: readonly string[]
}

type Asked = Partial<Pick<AccountRequest, 'address' | 'consent' | 'reduced' | 'password'>>

/** A client and one site: the launches share a profile. Unless asked otherwise, the user answers all questions with no. */
export interface Stay extends Pick<Site, 'change' | 'close'> {
  publish: (publication: Partial<Publication>) => void
  launch: (task: AccountRequest['task'], asked?: Asked) => Promise<Launch>
  /** Sets the account up, and uses it: many find out only then whether the servers let them in. */
  establish: (asked?: Asked) => Promise<Launch>
}

/** What a check of the accounts of a client runs with. */
export interface AccountEncounter extends ClientContext, Endings {
  /** how the mailbox is read: by IMAP, or where the client does not speak it by POP3 */
  access: Means
  /** by POP3, where it speaks both */
  otherAccess?: Means
  /** how mail is sent, where it does that */
  submission?: Means
  /** Opens a site with an empty profile; it is there until the check is over. */
  stay: (script: SiteScript) => Promise<Stay>
  /** What comes of an account of a conforming provider, set up and used; the same for all checks of a run. */
  ordinary: (asked?: Asked) => Promise<Launch>
}

/** What a client may use for one purpose. */
export interface Means {
  language: Language
  /** the service with TLS first, unless the client knows STARTTLS only */
  tls: ServerScript['protocol']
  starttls: ServerScript['protocol']
  knowsImplicitTls: boolean
  knowsStarttls: boolean
}

function meansOf({ speaks }: ClientContext['client'], language: Language): Means | undefined {
  const modes = speaks[language]
  if (!modes) return undefined
  const knowsImplicitTls = modes.includes('implicit')
  const [implicit, starttls] = services[language]
  const tls = knowsImplicitTls ? implicit : starttls
  return { language, tls, starttls, knowsImplicitTls, knowsStarttls: modes.includes('starttls-required') }
}

const services = {
  smtp: ['submissions', 'submission'],
  imap: ['imaps', 'imap'],
  pop3: ['pop3s', 'pop3'],
} as const

/** Where mail is sent: nearly every account needs one. */
const submissionServers: SiteScript['servers'] = {
  out: { protocol: 'submissions' },
  'out-with-starttls': { protocol: 'submission', priority: 20 },
}

/** What a check runs with, of what the harness gives it; `stack` holds what is open until the check is over. */
export function accountEncounterOf(context: ClientContext, stack: AsyncDisposableStack): AccountEncounter {
  const { client, recording, inconclusive, notApplicable } = context
  const [access, otherAccess] = [meansOf(client, 'imap'), meansOf(client, 'pop3')].filter(
    (means) => means !== undefined,
  )
  if (!access) notApplicable('the client reads no mailbox')
  if (!client.takes.includes('resolver')) {
    inconclusive('no-resolver', 'the client cannot be told which resolver to ask: put {resolver} into its command')
  }
  const encounter: AccountEncounter = {
    ...context,
    ...endingsOf(context),
    access: access!,
    otherAccess,
    submission: meansOf(client, 'smtp'),
    stay: (script) => openStay(encounter, script, stack),
    async ordinary(asked = {}) {
      const { launch, recording: seen } = await context.once(`ordinary account ${JSON.stringify(asked)}`, ordinaryIn)
      recording.include(seen)
      return launch

      async function ordinaryIn(signal: AbortSignal) {
        const recording = context.recording.another()
        await using held = new AsyncDisposableStack()
        const { tls, starttls } = encounter.access
        const servers = { in: { protocol: tls }, 'in-with-starttls': { protocol: starttls, priority: 20 } }
        // how it ends is for each check to look at
        const stay = await openStay({ ...encounter, ...endingsOf(context), signal, recording }, { servers }, held)
        return { launch: await stay.establish(asked), recording }
      }
    },
  }
  return encounter
}

async function openStay(
  encounter: AccountEncounter,
  { published, notOffered, signed, ...script }: SiteScript,
  stack: AsyncDisposableStack,
): Promise<Stay> {
  const { client, recording, signal, note, throwIfHung } = encounter
  const more = encounter.submission && !Object.values(script.servers).some(isSubmission) ? submissionServers : {}
  const servers = { ...script.servers, ...more }
  const publication = (names: readonly string[] | undefined): Publication => {
    return { servers: [...(names ?? Object.keys(script.servers)), ...Object.keys(more)], notOffered, signed }
  }
  const site = stack.use(
    await openSite({
      servers,
      published: publication(published),
      address: client.reaches.address,
      recording,
      signal,
    }),
  )
  const profile = await newProfile(encounter)
  const launch: Stay['launch'] = async (task, asked = {}) => {
    const request = { task, address, consent: false, password: account.password, ...asked }
    const title = `${task} ${request.address}, the user answers ${request.consent ? 'yes' : 'no'}`
    // one more would be to wait once more, and decide nothing
    throwIfHung()
    return await site.watch(title, async (where) => {
      const outcome = await launched(encounter, { ...where, ...request, user: request.address, profile }, signal)
      note(outcome)
      return outcome
    })
  }
  return {
    change: site.change,
    close: site.close,
    publish: ({ servers: names, ...rest }) => site.publish({ ...publication(names ?? published), ...rest }),
    launch,
    async establish(asked) {
      const setUp = await launch('set-up', asked)
      return setUp.outcome.ended === 'by-us' ? setUp : inARow(setUp, await launch('connect', asked))
    },
  }
}

function isSubmission({ protocol }: ServerScript): boolean {
  return protocols[protocol].language === 'smtp'
}

/** IMAP and POP3; not applicable where the client does not speak both. */
export function bothOf({ access, otherAccess, notApplicable }: AccountEncounter): Record<'imap' | 'pop3', Means> {
  return { imap: access, pop3: otherAccess ?? notApplicable('the client does not speak both IMAP and POP3') }
}

/** Two launches in a row as one; what came of the second counts. */
function inARow(first: Launch, second: Launch): Launch {
  const { exitCode, ended, success, output } = second.outcome
  const outcome: Outcome = {
    success,
    output: [first.outcome.output, output].join('\n'),
    ...(exitCode !== undefined && { exitCode }),
    ...(ended && { ended }),
  }
  return {
    outcome,
    sessions: [...first.sessions, ...second.sessions],
    questions: [...first.questions, ...second.questions],
    users: [...first.users, ...second.users],
  }
}

/** The servers where somebody was logged in. */
export function enteredBy({ sessions }: Launch): string[] {
  return [...new Set(sessions.filter(({ user }) => user !== undefined).map(({ server }) => server))]
}

/** The servers that were connected to. */
export function visitedBy({ sessions }: Launch): string[] {
  return [...new Set(sessions.map(({ server }) => server))]
}

/** The servers where a login was tried: without TLS, within it, or either way. */
export function triedBy({ sessions }: Launch, where: 'cleartext' | 'inside' | 'any' = 'any'): string[] {
  const ways = where === 'any' ? (['cleartext', 'inside'] as const) : [where]
  const tries = (session: SiteSession) => ways.some((way) => loginsAmong(session[way], session.language).length > 0)
  return [...new Set(sessions.filter(tries).map(({ server }) => server))]
}

/** Whether DNS was asked for the servers of a service. */
export function askedFor({ questions }: Launch, protocol: ServerScript['protocol']): boolean {
  return questions.some(({ name, type }) => type === 'SRV' && name === `_${protocol}._tcp.${domain}`)
}

/** How a launch ended, for a sentence. */
export function endOf({ outcome }: Launch): string {
  return outcomeText(outcome)
}
