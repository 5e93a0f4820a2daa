import type { Encounter } from '../../visit/encounter.ts'
import type { Patches } from '../../visit/scene.ts'
import { doingsOf } from '../../visit/doings.ts'
import { outcomeText } from '../../visit/endings.ts'
import { together } from '../../visit/together.ts'
import { beyond } from '../../visit/uses.ts'
import type { Visit } from '../../visit/visit.ts'
import { listing, refusing, saying, tagBehind } from './servers.ts'

/** What really answers inside TLS: a server that refuses all, one that lists nothing, or the reference. */
const real = {
  refusing,
  bare: listing(),
  ordinary: together(),
} as const satisfies Record<string, Patches>

/** What is said in plaintext behind the go-ahead, made of the tags that are due inside TLS; and who answers there. */
export interface Deceit {
  behind: (next: (by: number) => string) => string
  /** what may stand there without keeping anybody from the task who reads it: who gives up behind the other has read both */
  harmless?: Deceit['behind']
  real: keyof typeof real
  /** in a segment of its own */
  apart?: true
  /** the tags that are due have to be known */
  byTag?: true
}

/**
 * Says something in plaintext behind the go-ahead and fails the check where the client makes use of it inside TLS: it
 * does there what it does not do without. Dropping it, failing the handshake on it and giving up are all fine; which it
 * was is noted as seen.
 */
export async function deceive(encounter: Encounter, deceits: readonly Deceit[]): Promise<void> {
  const { seen, notApplicable, inconclusive } = encounter
  const due = deceits.some(({ byTag }) => byTag) ? await tagsDue(encounter) : unknownTags
  const tried = deceits.filter(({ byTag }) => due || !byTag)
  if (tried.length === 0)
    notApplicable('its tags cannot be told beforehand, so nobody can answer in the place of the server')
  const reactions = await Promise.all(
    tried.map(async (deceit) => {
      const control = await controlOf(encounter, deceit.real)
      const script = scriptOf(deceit.real, injecting(deceit, due))
      const visit = await encounter.meets({ ...script, mayStayAway: true, ends: 'one-of-several' })
      await expectNothingBeyond(encounter, { visit, control, again: scriptOf(deceit.real) }, 'behind the go-ahead')
      await expectNoDifference(encounter, deceit, { visit, control, due })
      return { visit, reaction: reactionTo(visit, control) }
    }),
  )
  // who was not spoken to has not resisted; who hung is left to the check
  const away = reactions.find(({ visit }) => !asksForTls(visit) && visit.outcome.ended !== 'by-us')
  if (away) {
    const how = outcomeText(away.visit.outcome)
    inconclusive('control-failed', `the client asks for TLS elsewhere, but not where plaintext was to follow: ${how}`)
  }
  seen([...new Set(reactions.map(({ reaction }) => reaction))].toSorted().join(', '))
}

/**
 * Fails the check where the client gives up inside TLS behind one beginning of a line, and does its task behind another. Who
 * drops both does it behind both; who minds that there is anything, or takes it for TLS, behind none.
 */
async function expectNoDifference(
  encounter: Encounter,
  { harmless, ...deceit }: Deceit,
  { visit, control, due }: { visit: Visit; control: Visit; due?: TagsDue },
): Promise<void> {
  const givesUp = ({ worked, inside, outcome }: Visit) => !worked && inside.length > 0 && outcome.ended !== 'by-us'
  if (!harmless || !control.worked || !givesUp(visit)) return
  const meets = async (behind: Deceit['behind']) =>
    await encounter.meets({
      ...scriptOf(deceit.real, injecting({ ...deceit, behind }, due)),
      mayStayAway: true,
      ends: 'one-of-several',
    })
  const untouched = await meets(harmless)
  const believed = untouched.worked && givesUp(await meets(deceit.behind))
  const [one, other] = [deceit.behind, harmless].map((text) => JSON.stringify(text(() => 'TAG')))
  encounter.expect(
    !believed,
    `behind ${one} in plaintext the client gives up inside TLS, and behind ${other} it goes on`,
  )
}

/** The same dialogue without what is said in plaintext; the same for all checks of a run. Inconclusive without TLS. */
export async function controlOf(encounter: Encounter, kind: Deceit['real']): Promise<Visit> {
  const control = await lookAt(encounter, kind)
  throwUnlessInside(encounter, control)
  return control
}

/** The same, be there anything inside TLS or not. */
export async function lookAt(encounter: Encounter, kind: Deceit['real']): Promise<Visit> {
  if (kind === 'ordinary') return await encounter.ordinary()
  return await encounter.meetsOnce(`real ${kind}`, { ...scriptOf(kind), ends: 'control' })
}

export function throwUnlessInside({ inconclusive }: Pick<Encounter, 'inconclusive'>, control: Visit): void {
  if (control.inside.length > 0) return
  const instead = doingsOf(control)
  inconclusive(
    'control-failed',
    `the client says nothing inside TLS even where nothing was said in plaintext: ${instead}`,
  )
}

/** What a client meets there, with more changes. */
export function scriptOf(kind: Deceit['real'], ...more: Patches[]) {
  return { patches: together(real[kind], ...more), ...(kind === 'bare' && { settings: { authRequired: false } }) }
}

function injecting({ behind, apart }: Deceit, due: TagsDue = unknownTags): Patches {
  return saying({ behind: (tag) => behind((by) => due(tag, by)), ...(apart && { apart }) })
}

/** The tag that comes so many behind that of STARTTLS. */
type TagsDue = (tag: string, by: number) => string

const unknownTags: TagsDue = (tag) => tag

/** Tells the tags that are due inside TLS; undefined where nobody can. */
async function tagsDue(encounter: Encounter): Promise<TagsDue | undefined> {
  if (encounter.language !== 'imap') return unknownTags
  const usual = await encounter.ordinary()
  if (countsTags(usual)) return (tag, by) => tagBehind(tag, by) ?? tag
  // who begins anew inside TLS, or has one tag for all, says there what it said the last time
  const [tags, others] = [usual, await controlOf(encounter, 'refusing')].map(tagsInside)
  return tags![0] !== undefined && tags![0] === others![0] ? (_, by) => tags![by - 1] ?? tags!.at(-1)! : undefined
}

/** The tags of the first session that had any inside TLS. */
function tagsInside({ sessions }: Visit): string[] {
  const session = sessions.find(({ inside }) => inside.length > 0)
  return session?.inside.flatMap(({ tag }) => tag ?? []) ?? []
}

/** Whether the tags of a client can be told from the one before. */
function countsTags({ sessions }: Visit): boolean {
  return sessions.every(({ cleartext, inside }) => {
    const last = cleartext.findLast(({ verb }) => verb === 'STARTTLS')?.tag
    return !last || !inside[0]?.tag || tagBehind(last, 1) === inside[0].tag
  })
}

/** Fails the check where the client did inside TLS what it does not do in the control, nor when that is made again. */
export async function expectNothingBeyond(
  { language, meets, expect }: Encounter,
  { visit, control, again }: { visit: Visit; control: Visit; again: Parameters<Encounter['meets']>[0] },
  where: string,
): Promise<void> {
  if (beyond(visit, [control], language).length === 0) return
  // what it does differently from run to run is not due to what it has heard
  const more = beyond(visit, [control, await meets(again)], language)
  expect(more.length === 0, `what was said in plaintext ${where} was believed inside TLS: ${more.join(', ')} followed`)
}

function asksForTls({ cleartext }: Visit): boolean {
  return cleartext.some(({ verb }) => verb === 'STARTTLS' || verb === 'STLS')
}

/** What a client made of the plaintext, as far as it shows. */
export function reactionTo({ sessions, inside }: Visit, control: Visit): string {
  if (inside.length >= control.inside.length) return 'dropped'
  if (sessions.some(({ tls }) => tls)) return 'gave up inside TLS'
  return sessions.some(({ hello }) => hello.length > 0) ? 'the handshake failed' : 'gave up before TLS'
}
