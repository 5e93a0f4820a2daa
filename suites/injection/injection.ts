import type { Context } from '../../harness/check.ts'
import type { SmtpReply } from '../../harness/dialogue/smtp-reply.ts'
import { control, type Observation, observe, type Payload } from './observe.ts'

type Control = Awaited<ReturnType<typeof control>>

export interface Attack {
  /** tried one after the other, each on a connection of its own; any that is obeyed fails the check */
  payloads: readonly Payload[]
  /** a command sent first inside TLS that only an injected transaction makes acceptable */
  actedOn?: string
}

/**
 * Sends plaintext behind STARTTLS and fails the check when it is obeyed: answered inside TLS, put in front of the first
 * command there, or executed in cleartext (RFC 3207, section 4.2; RFC 9051, section 6.2.1 lists what is allowed).
 * Dropping it, failing the handshake on it, refusing it and closing are all fine; which it was is noted as seen.
 */
export async function inject(context: Context, { payloads, actedOn }: Attack): Promise<void> {
  const expected = await control(context, actedOn)
  const outcomes: string[] = []
  for (const payload of payloads) {
    const smtp = await context.connect()
    await smtp.ehlo()
    const seen = await observe(smtp, payload, expected.script)
    smtp.peer.close()
    const obeyed = obeyedIn(seen, expected, payload)
    if (obeyed) context.seen('obeyed')
    context.expect(!obeyed, obeyed ?? '')
    outcomes.push(outcomeOf(seen, expected, context))
  }
  context.seen([...new Set(outcomes)].toSorted().join(', '))
}

/** How the payload was obeyed, as a sentence; undefined when it was not. */
function obeyedIn(seen: Observation, expected: Control, { writes }: Payload): string | undefined {
  if (seen.outcome === 'refused') return undefined
  if (seen.outcome === 'no-tls') {
    const answer = seen.cleartext.find(({ shape }) => [expected.noop.shape, expected.ehlo.shape].includes(shape))
    return answer && `a command sent behind STARTTLS was executed in cleartext: "${answer}"`
  }
  const { answers: due, toFence } = expected
  const extra = seen.answers.length - due.length
  if (extra > 0 && sameShapes(seen.answers.slice(extra), due)) {
    return `a command sent behind STARTTLS was answered inside TLS: ${due.length} answers are due, ${seen.answers.length} came`
  }
  const [first, firstDue] = [seen.answers[0], due[0]]
  if (!first || !firstDue || first.shape === firstDue.shape) return undefined
  const unfinished = !writes.at(-1)!.endsWith('\n')
  if (unfinished && first.shape === toFence.shape) {
    return `what was sent behind STARTTLS stood in front of the first command inside TLS: "${first}" came, not ${firstDue.code}`
  }
  if (first.accepted && !firstDue.accepted) {
    return `a transaction begun behind STARTTLS went on inside TLS: "${first}" came, without it "${firstDue}"`
  }
  return undefined
}

function sameShapes(some: readonly SmtpReply[], others: readonly SmtpReply[]): boolean {
  return some.length === others.length && some.every((reply, i) => reply.shape === others[i]!.shape)
}

function outcomeOf(seen: Observation, expected: Control, { inconclusive }: Context): string {
  if (seen.outcome === 'refused') return `refused (${seen.by.code})`
  if (seen.outcome === 'no-tls') return `handshake failed (${seen.how})`
  if (sameShapes(seen.answers, expected.answers)) return 'discarded'
  const shapes = (replies: readonly SmtpReply[]) => replies.map(({ shape }) => shape).join(' ')
  if (seen.answers.length < expected.answers.length)
    return `closed inside TLS after ${shapes(seen.answers) || 'no answer'}`
  return inconclusive(
    'answers-differ',
    `the answers inside TLS are ${shapes(seen.answers)}, without the attack ${shapes(expected.answers)}: not what an injected command would cause`,
  )
}
