import type { SmtpContext } from '../../harness/check.ts'
import type { SmtpReply } from '../../harness/dialogue/smtp-reply.ts'
import { showsTransaction } from '../mail.ts'
import { control, type Observation, observe, type Payload } from './observe.ts'

type Control = Awaited<ReturnType<typeof control>>

export interface Attack {
  /** tried one after the other, each on a connection of its own; any that is obeyed fails the check */
  payloads: readonly Payload[]
  /** a command sent first inside TLS that only an injected transaction makes acceptable */
  actedOn?: string
  /** unfinished lines: one that spoils the command behind it, and others that may not */
  halves?: { spoiling: Payload; harmless: readonly Payload[] }
}

/**
 * Sends plaintext behind STARTTLS and fails the check when it is obeyed: answered inside TLS, put in front of the first
 * command there, or executed in cleartext (RFC 3207, section 4.2; RFC 9051, section 6.2.1 lists what is allowed).
 * Dropping it, failing the handshake on it, refusing it and closing are all fine; which it was is noted as seen.
 */
export async function inject(context: SmtpContext, { payloads, actedOn, halves }: Attack): Promise<void> {
  const expected = await control(context, actedOn)
  const attack = async (payload: Payload) => {
    const smtp = await context.connect()
    await smtp.ehlo()
    // as many commands as in the control: some servers count them
    await smtp.command('NOOP')
    const seen = await observe(smtp, payload, expected.script)
    smtp.peer.close()
    return seen
  }
  const outcomes: string[] = []
  const conclude = (obeyed: string | undefined, seen: Observation) => {
    if (obeyed) context.seen('obeyed')
    context.expect(!obeyed, obeyed ?? '')
    outcomes.push(outcomeOf(seen, expected, context))
  }
  for (const payload of payloads) {
    const seen = await attack(payload)
    conclude(obeyedIn(seen, expected, payload) ?? (actedOn ? actedOnIn(seen, expected) : undefined), seen)
  }
  if (halves) conclude(...(await glued(context, attack, expected, halves)))
  context.seen([...new Set(outcomes)].toSorted().join(', '))
}

/**
 * Whether half a line stood in front of the first command inside TLS: that is refused with one half and accepted with
 * another, time and again. A server that minds plaintext as such refuses all.
 */
async function glued(
  context: SmtpContext,
  attack: (payload: Payload) => Promise<Observation>,
  expected: Control,
  { spoiling, harmless }: NonNullable<Attack['halves']>,
): Promise<[string | undefined, Observation]> {
  const refused = await attack(spoiling)
  const obeyed = obeyedIn(refused, expected, spoiling)
  if (obeyed || !isRefused(refused)) return [obeyed, refused]
  let accepted = false
  for (const half of harmless) {
    const seen: Observation | undefined = accepted ? undefined : await attack(half)
    accepted ||= seen?.outcome === 'tls' && seen.answers[0]?.accepted === true
  }
  const again = await attack(spoiling)
  const [answer] = again.outcome === 'tls' ? again.answers : []
  const same = accepted && isRefused(again)
  const text = `what was sent behind STARTTLS stood in front of the first command inside TLS: "${answer}" came`
  if (same) return [text, again]
  // all are refused: the server minds the plaintext, unless it may just as well not know the commands
  if (refused.outcome === 'tls' && refused.answers[0]?.shape === expected.toFence.shape) {
    context.inconclusive(
      'answers-differ',
      `the first command inside TLS draws "${refused.answers[0]}", as an unknown one does`,
    )
  }
  return [undefined, { outcome: 'refused', by: refused.outcome === 'tls' ? refused.answers[0]! : expected.toFence }]
}

function isRefused(seen: Observation): boolean {
  return seen.outcome === 'tls' && seen.answers[0]?.class === 5
}

/** How the payload was obeyed, as a sentence; undefined when it was not. */
function obeyedIn(seen: Observation, { answers: due, noop, ehlo }: Control, payload: Payload): string | undefined {
  if (seen.outcome === 'refused') return undefined
  const own = [noop, ehlo].filter(({ accepted }) => accepted).map(({ shape }) => shape)
  // not behind a refusal, and not fewer than the commands: then the handshake has failed and cleartext goes on (4.1)
  const inCleartext = seen.cleartext.slice(0, 1).find(({ shape }) => own.includes(shape))
  if (inCleartext && seen.cleartext.length >= commandsIn(payload))
    return `a command sent behind STARTTLS was executed in cleartext: "${inCleartext}"`
  if (seen.outcome !== 'tls' || !holdsMore(seen.answers, due)) return undefined
  return `a command sent behind STARTTLS was answered inside TLS: ${due.length} answers are due, ${seen.answers.length} came`
}

/** How many whole lines stand behind STARTTLS. */
function commandsIn({ writes }: Payload): number {
  return writes.join('').split('STARTTLS')[1]!.split('\n').length - 2
}

/** Whether all answers that are due are there, in order, and others before the last of them. */
function holdsMore(answers: readonly SmtpReply[], due: readonly SmtpReply[]): boolean {
  const extra = answers.length - due.length
  if (extra <= 0) return false
  const starts = due.map((_, i) => i)
  // an injected transaction changes the first answer that is due, too
  if (sameShapes(answers.slice(extra + 1), due.slice(1))) return true
  return starts.some((start) => {
    const others = answers.slice(start, start + extra)
    const rest = [...answers.slice(0, start), ...answers.slice(start + extra)]
    return sameShapes(rest, due) && others.every(({ code }) => code !== 421)
  })
}

/** Whether the first command inside TLS went on with an injected transaction. */
function actedOnIn(seen: Observation, { answers: [due, nextDue] }: Control): string | undefined {
  const [first, next] = seen.outcome === 'tls' ? seen.answers : []
  // where the next command is not answered as ever, it is the plaintext that is minded
  if (!first || !due || !showsTransaction(first, due) || next?.shape !== nextDue?.shape) return undefined
  return `a transaction begun behind STARTTLS went on inside TLS: "${first}" came, without it "${due}"`
}

function sameShapes(some: readonly SmtpReply[], others: readonly SmtpReply[]): boolean {
  return some.length === others.length && some.every((reply, i) => reply.shape === others[i]!.shape)
}

function outcomeOf(seen: Observation, expected: Control, { inconclusive }: SmtpContext): string {
  if (seen.outcome === 'refused' && seen.by.accepted) {
    return inconclusive('answers-differ', `"${seen.by}" came where the go-ahead was due`)
  }
  if (seen.outcome === 'refused') return `refused (${seen.by.code})`
  if (seen.outcome === 'no-tls') return `handshake failed (${seen.how})`
  if (sameShapes(seen.answers, expected.answers)) return 'discarded'
  const { answers: due } = expected
  const onlyRefuses = seen.answers.every((reply, i) => reply.class === 5 || reply.shape === due[i]?.shape)
  if (onlyRefuses && seen.answers.length === due.length) return `refused inside TLS (${seen.answers[0]!.code})`
  const shapes = (replies: readonly SmtpReply[]) => replies.map(({ shape }) => shape).join(' ')
  if (seen.answers.length < expected.answers.length)
    return `closed inside TLS after ${shapes(seen.answers) || 'no answer'}`
  return inconclusive(
    'answers-differ',
    `the answers inside TLS are ${shapes(seen.answers)}, without the attack ${shapes(expected.answers)}: not what an injected command would cause`,
  )
}
