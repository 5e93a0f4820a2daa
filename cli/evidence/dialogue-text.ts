import type { CheckResult, TlsSession } from '../../harness/check.ts'
import type { CertificateFacts } from '../../harness/report/certificate.ts'
import { subjectTitle } from '../../harness/report/subject-told.ts'
import type { Requirement } from '../../harness/requirement.ts'
import { sectionLink } from '../links.ts'
import { setUpText } from '../set-up-text.ts'
import { labelled } from '../terminal/text.ts'

/** How each file begins, by which it is known to be ours. */
export const dialogueMark = 'mailtls/dialogue/1'

export interface Told {
  result: CheckResult
  subject: { name: string; version?: string }
  began: Date
  ledger: readonly Requirement[]
  certificates: Readonly<Record<string, CertificateFacts>>
  /** takes passwords out of what a certificate says */
  redact: (text: string) => string
}

/** A result with its dialogue as a text for people: nothing of what it quotes does anything in a terminal. */
export function dialogueText(told: Told): string {
  const { result, subject, began } = told
  const configured = setUpText(result)
  const { verdict, reason, seen, role, endpoint, durationMs, dialogue, times } = result
  return [
    dialogueMark,
    ...line('check', result.id),
    ...line('subject', subjectTitle(subject)),
    ...line('endpoint', `${endpoint} (${role})`),
    ...(configured ? line(configured.name, configured.text) : []),
    ...line('began', `${began.toISOString()}, took ${durationMs} ms`),
    ...line('verdict', reason ? `${verdict}: ${reason.text}` : verdict),
    ...line('expected', result.purpose),
    ...(seen ? line('seen', JSON.stringify(seen)) : []),
    ...clauses(told),
    ...result.tls.flatMap(sessionLine),
    ...[...new Set(result.tls.flatMap(({ chain }) => chain))].flatMap((fingerprint) =>
      line('showed', certificateText(fingerprint, told)),
    ),
    ...line('again', result.replay),
    '',
    ...(dialogue.length === 0
      ? ['Nothing was said.']
      : ['Time in ms since the check began, connection, C for the client or S for the server:', '']),
    ...dialogue.map((text, index) => {
      const { at, connection } = times[index]!
      return `${at.toFixed(1).padStart(8)} ${String(connection).padStart(3)}  ${text}`
    }),
    '',
  ].join('\n')
}

/** A label and its text, in one line unless the text has several. */
function line(label: string, text: string): string[] {
  return text.split('\n').flatMap((part, index) => labelled(index === 0 ? label : '', part, Infinity))
}

function clauses({ result, ledger }: Told): string[] {
  const label = result.verdict === 'fail' ? 'breaks' : result.kind
  return ledger
    .filter(({ id }) => result.decides.includes(id))
    .flatMap(({ id, level, summary, rfc, section }) => [
      ...line(label, `${id} ${level}: ${summary}`),
      ...line('', sectionLink(rfc, section)),
    ])
}

function sessionLine({ at, connection, version, suite, group, chain }: TlsSession): string[] {
  const settled = [version, suite, group].filter(Boolean).join(', ')
  const shown = chain.length > 0 ? `; certificates ${chain.map(short).join(', ')}` : ''
  return line('TLS', `connection ${connection} at ${at} ms: ${settled}${shown}`)
}

/** Enough of a fingerprint to find it again in the same file. */
function short(fingerprint: string): string {
  return fingerprint.slice(0, 12)
}

function certificateText(fingerprint: string, { certificates, redact }: Told): string {
  const facts = certificates[fingerprint]
  if (!facts) return fingerprint
  const { subject, issuer, names, from, to, key, ca } = facts
  const says = [
    `of ${subject || 'nobody'}`,
    `by ${issuer || 'nobody'}`,
    ...(names.length > 0 ? [`for ${names.join(', ')}`] : []),
    ...(from ? [`from ${from}`] : []),
    ...(to ? [`to ${to}`] : []),
    key,
    ...(ca ? ['CA'] : []),
  ]
  return `${fingerprint}: ${redact(says.join('; '))}`
}
