import type { Harm } from '../../harness/subject.ts'
import type { DryRun } from '../dry-run.ts'
import type { Look } from './look.ts'
import { count, labelled } from './text.ts'

/** What is sent where a harm is allowed. */
export const sent = {
  'cleartext-password': 'sends the password of the account without TLS',
  'failed-logins': 'logs in with a wrong password',
  'sends-mail': 'sends a short message to the mailbox, marked auto-generated',
  'relay-attempt': 'offers mail for example.invalid, and takes it back after RCPT',
} as const satisfies Record<Harm, string>

/** What would be run and sent, as lines. */
export function dryRunLines(dryRun: DryRun, { width, style }: Look): string[] {
  const { subject, commands, jobs } = dryRun
  const [running, barred] = [jobs.filter((job) => job.runs), jobs.filter((job) => !job.runs)]
  const configured = commands ? 'mode' : 'set-up'
  const lines = jobs.map(({ runs, check, endpoint, setUp, harms: marked, reason }) => {
    const what = `${check} on ${endpoint}, ${configured} ${setUp}${marked.length > 0 ? ` [${marked.join(', ')}]` : ''}`
    return { label: runs ? '  run' : '  skip', text: reason ? `${what}: ${reason.text}` : what }
  })
  return [
    style(
      'bold',
      `${subject}: ${count(running.length, 'check')} would run, ${barred.length} would not; nothing was contacted`,
    ),
    ...lines.flatMap(({ label, text }) => labelled(label, text, width, 7)),
    '',
    ...(commands ? commandLines(commands, subject, width) : sentLines(dryRun, running)),
  ]
}

/** What a client would be started with, on servers of ours. */
function commandLines(commands: NonNullable<DryRun['commands']>, subject: string, width: number): string[] {
  const labelWidth = Math.max(...commands.map(({ purpose }) => purpose.length)) + 4
  const lines = commands.map(({ purpose, command }) => labelled(`  ${purpose}`, command, width, labelWidth))
  return ['Would be started, as often as checks need it:', ...(lines.length > 0 ? lines.flat() : [`  ${subject}`])]
}

function sentLines({ account, mailbox, domain }: DryRun, running: DryRun['jobs']): string[] {
  const harms = [...new Set(running.flatMap((job) => job.harms))]
  return [
    'Would be sent, beside what says hello and starts TLS:',
    ...(domain === undefined
      ? []
      : [`  questions to DNS about ${domain}, and a hello to each server that its SRV records name`]),
    ...(account === undefined
      ? []
      : [`  a login as ${account}, inside TLS, wherever a check needs one, and once for each endpoint`]),
    ...harms.map((harm) => `  ${harm}: ${sent[harm]}${harm === 'sends-mail' && mailbox ? ` (${mailbox})` : ''}`),
    ...(account === undefined && domain === undefined && harms.length === 0 ? ['  nothing'] : []),
  ]
}
