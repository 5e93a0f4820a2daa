import type { Context } from '../../harness/check.ts'
import type { Answer } from '../../harness/dialogue/dialogue.ts'
import { type Language, type Protocol, protocols } from '../../harness/subject.ts'
import type { Attack, Payload, Plan } from './attacks.ts'
import { sameShapes } from './by-shape.ts'
import type { Dialect } from './dialect.ts'
import { imap } from './imap.ts'
import { control, type Expected, type Observation, observe } from './observe.ts'
import { pop3 } from './pop3.ts'
import { smtp } from './smtp.ts'

const dialects: Readonly<Record<Language, Dialect>> = { smtp, imap, pop3 }

/** How an endpoint is spoken to in an attack. */
export function dialectOf(protocol: Protocol): Dialect {
  return dialects[protocols[protocol].language]
}

/** What one attack is judged with. */
interface Trial {
  context: Context
  dialect: Dialect
  plan: Plan
  expected: Expected
}

/**
 * Sends plaintext behind STARTTLS or STLS and fails the check when it is obeyed: answered inside TLS, put in front of the
 * first command there, or executed in cleartext (RFC 3207, section 4.2; RFC 9051, section 6.2.1 lists what is allowed).
 * Dropping it, failing the handshake on it, refusing it and closing are all fine; which it was is noted as seen.
 */
export async function inject(context: Context, attack: Attack): Promise<void> {
  const dialect = dialectOf(context.protocol)
  const plan = attack(dialect)
  const trial = {
    context,
    dialect,
    plan,
    expected: await control(context, dialect, plan.actedOn && [plan.actedOn.line]),
  }
  const outcomes: string[] = []
  const conclude = (obeyed: string | undefined, seen: Observation) => {
    if (obeyed) context.seen('obeyed')
    context.expect(!obeyed, obeyed ?? '')
    outcomes.push(outcomeOf(seen, trial))
  }
  for (const payload of plan.payloads) {
    const seen = await send(payload, trial)
    conclude(obeyedIn(seen, payload, trial) ?? actedOnIn(seen, trial), seen)
    if (plan.lasting && justEnds(seen)) conclude(...(await ended(seen, payload, plan.lasting, trial)))
  }
  if (plan.halves) conclude(...(await spoilt(plan.halves, trial)))
  context.seen([...new Set(outcomes)].toSorted().join(', '))
}

/** Whether the connection ended where an answer or the handshake was due, and nothing tells why. */
function justEnds(seen: Observation): boolean {
  if (seen.outcome === 'tls') return seen.answers.length === 0
  return seen.outcome === 'no-tls' && (seen.how === 'fin' || seen.how === 'rst')
}

/**
 * Why the connection just ended: obeyed or not. An end with something unread is a reset, which takes the answer before it
 * along; so nothing is sent that may stay unread, and the answer comes. Else other plaintext must have the same effect.
 */
async function ended(
  seen: Observation,
  payload: Payload,
  lasting: Payload,
  trial: Trial,
): Promise<[string | undefined, Observation]> {
  const silent: Payload = { ...payload, silentBehind: seen.outcome === 'tls' ? 'handshake' : 'go-ahead' }
  const heard = await send(silent, trial)
  const obeyed = obeyedIn(heard, silent, trial)
  if (obeyed) return [obeyed, heard]
  if (justEnds(await send(lasting, trial))) return [undefined, seen]
  const { context, dialect } = trial
  const { line } = dialect.other
  const text = `behind ${line} the connection ends without a word, and not behind another line`
  return context.inconclusive('answers-differ', text)
}

/** Sends a payload on a connection of its own. */
async function send(payload: Payload, { context, dialect, expected }: Trial): Promise<Observation> {
  const dialogue = await context.connect()
  await dialect.hello(dialogue, expected.briefly)
  const seen = await observe(dialogue, dialect, payload, expected.script)
  dialogue.peer.close()
  return seen
}

/**
 * Whether plaintext stood in front of the first command inside TLS: that is refused behind one and accepted behind
 * another, time and again. A server that minds plaintext as such refuses all.
 */
async function spoilt(
  { spoiling, harmless }: NonNullable<Plan['halves']>,
  trial: Trial,
): Promise<[string | undefined, Observation]> {
  const { expected, dialect, context } = trial
  const refused = await send(spoiling, trial)
  const obeyed = obeyedIn(refused, spoiling, trial)
  const asUnknown = (text: string) =>
    context.inconclusive('answers-differ', `the first command inside TLS ${text}, as an unknown one may do`)
  if (!obeyed && !expected.toUnknown && refused.outcome === 'tls' && refused.answers.length === 0) {
    asUnknown('ends the connection')
  }
  if (obeyed || !isRefused(refused, dialect)) return [obeyed, refused]
  let accepted = false
  for (const half of harmless) {
    const seen: Observation | undefined = accepted ? undefined : await send(half, trial)
    accepted ||= seen?.outcome === 'tls' && seen.answers[0]?.accepted === true
  }
  const again = await send(spoiling, trial)
  const [answer] = again.outcome === 'tls' ? again.answers : []
  const same = accepted && isRefused(again, dialect)
  const text = `what was sent behind STARTTLS stood in front of the first command inside TLS: "${answer}" came`
  if (same) return [text, again]
  // all are refused: the server minds the plaintext, unless it may just as well not know the commands
  const { toUnknown } = expected
  const by = refused.answers[0]!
  if (!toUnknown || by.shape === toUnknown.shape) asUnknown(`draws "${by}"`)
  return [undefined, { outcome: 'refused', by }]
}

function isRefused(seen: Observation, { isRefusal }: Dialect): seen is Observation & { outcome: 'tls' } {
  return seen.outcome === 'tls' && seen.answers[0] !== undefined && isRefusal(seen.answers[0])
}

/** How the payload was obeyed, as a sentence; undefined when it was not. */
function obeyedIn(seen: Observation, payload: Payload, { dialect, plan, expected }: Trial): string | undefined {
  if (seen.outcome === 'refused' || seen.outcome === 'closed') return undefined
  if (seen.outcome === 'no-tls' && !dialect.isGoAhead(seen.goAhead)) return undefined
  const own = [...expected.own, ...(plan.draws ? [plan.draws] : [])]
  const answer = dialect.proof.inCleartext(seen.cleartext, own, commandsIn(payload, dialect))
  if (answer) return `a command sent behind STARTTLS was executed in cleartext: "${answer}"`
  const how = seen.outcome === 'tls' ? dialect.proof.insideTls(seen.answers, expected.answers, own) : undefined
  return how && `a command sent behind STARTTLS was answered inside TLS: ${how}`
}

/** How many whole lines stand behind the upgrade. */
function commandsIn({ writes }: Payload, { upgrade }: Dialect): number {
  return writes.join('').split(upgrade.join(''))[1]!.split('\n').length - 2
}

/** Whether the first command inside TLS went on with what was begun behind the upgrade. */
function actedOnIn(seen: Observation, { plan: { actedOn }, expected }: Trial): string | undefined {
  const [first, next] = seen.outcome === 'tls' ? seen.answers : []
  const [due, nextDue] = expected.answers
  // where the next command is not answered as ever, it is the plaintext that is minded
  if (!actedOn || !first || !due || !actedOn.shows(first, due) || next?.shape !== nextDue?.shape) return undefined
  return `a transaction begun behind STARTTLS went on inside TLS: "${first}" came, without it "${due}"`
}

function outcomeOf(seen: Observation, { expected, dialect, context: { inconclusive } }: Trial): string {
  if (seen.outcome === 'refused' && seen.by.accepted && !dialect.isRefusal(seen.by)) {
    return inconclusive('answers-differ', `"${seen.by}" came where the go-ahead was due`)
  }
  if (seen.outcome === 'refused') return `refused (${dialect.word(seen.by)})`
  if (seen.outcome === 'closed') return 'closed before the go-ahead'
  if (seen.outcome === 'no-tls') {
    const [first] = seen.cleartext
    if (first && !dialect.isGoAhead(seen.goAhead))
      inconclusive(
        'answers-differ',
        `"${seen.goAhead}" was taken for the go-ahead, and the answer "${first}" came next`,
      )
    // what the injected command would draw is not known
    if (expected.briefly && first?.accepted)
      inconclusive('answers-differ', `"${first}" came where the handshake was due`)
    return `handshake failed (${seen.how})`
  }
  const { answers: due } = expected
  if (sameShapes(seen.answers, due)) return 'discarded'
  const onlyRefuses = seen.answers.every((answer, i) => dialect.isRefusal(answer) || answer.shape === due[i]?.shape)
  if (onlyRefuses && seen.answers.length === due.length) return `refused inside TLS (${dialect.word(seen.answers[0]!)})`
  const shapes = (answers: readonly Answer[]) => answers.map(({ shape }) => shape).join(' ')
  if (seen.answers.length < due.length) return `closed inside TLS after ${shapes(seen.answers) || 'no answer'}`
  return inconclusive(
    'answers-differ',
    `the answers inside TLS are ${shapes(seen.answers)}, without the attack ${shapes(due)}: not what an injected command would cause`,
  )
}
