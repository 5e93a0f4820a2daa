import type { Check } from '../../harness/check.ts'
import { account } from '../../servers/account.ts'
import { clientCheck, type ClientCheckDefinition } from '../visit/client-check.ts'
import { actionsAmong, listed } from '../visit/commands.ts'
import type { Encounter, Script } from '../visit/encounter.ts'
import { formsOf } from '../visit/secrets.ts'
import type { Visit } from '../visit/visit.ts'

/**
 * The promise that all shortfalls try: who demands TLS does nothing without it. RFC 3207, section 6 has it for SMTP,
 * RFC 8314, section 5.2 for mail user agents, SMTP among their protocols.
 */
export const theMinimum = {
  smtp: ['rfc3207-6-1'],
  submission: ['rfc3207-6-1', 'rfc8314-5.2-7'],
  mua: ['rfc8314-5.2-7'],
} as const

/** A server that falls short of what an account demands, in one way or several. */
export interface Shortfall extends Pick<
  ClientCheckDefinition,
  'id' | 'purpose' | 'ports' | 'languages' | 'decides' | 'withholds'
> {
  /** what the client meets, each in a launch of its own */
  scripts: (encounter: Encounter) => readonly Script[]
}

/** Declares a check that a client which demands TLS asks for no more than that of such a server (RFC 8314, section 5.2). */
export function shortfallCheck({ scripts, ...definition }: Shortfall): Check {
  const { ports, languages } = definition
  // a relay speaks SMTP, on ports with STARTTLS
  const relaysToo = ports !== 'implicit-tls' && languages?.includes('smtp') !== false
  return clientCheck({
    roles: relaysToo ? ['mua', 'smtp-client'] : ['mua'],
    decides: theMinimum,
    ...definition,
    async run(encounter) {
      // passwords are welcome there, or some would stop for want of a mechanism
      const bait = { authBeforeTls: true }
      const visits = await Promise.all(
        scripts(encounter).map((script) => encounter.meets({ settings: bait, ...script })),
      )
      for (const visit of visits) expectNothingDone(encounter, visit)
      encounter.seen([...new Set(visits.map((visit) => mannerOf(encounter, visit)))].toSorted().join(', '), {
        ...(visits.some(hidesFailure) && { saysSuccess: true }),
      })
    },
  })
}

/** Fails a client that did more without TLS than to ask what the server can do, and for TLS. */
export function expectNothingDone({ expect, language }: Pick<Encounter, 'expect' | 'language'>, visit: Visit): void {
  const done = actionsAmong(visit.cleartext, language)
  expect(done.length === 0, `the client sent ${listed(done)} without TLS`)
  const sent = visit.sessions.flatMap((each) => [each.sentInCleartext, Buffer.from(each.besideTls, 'latin1')])
  const forms = formsOf(account.password, Buffer.concat(sent))
  expect(forms.length === 0, `the client sent the password without TLS: ${forms.join(', ')}`)
}

/** What the client did instead. */
function mannerOf({ language }: Pick<Encounter, 'language'>, visit: Visit): string {
  if (visit.excess) return 'is cut off'
  if (visit.sessions.some(({ tls }) => tls)) return 'got TLS at last'
  const verbs = visit.cleartext.map(({ verb }) => verb)
  if (verbs.at(-1) === (language === 'imap' ? 'LOGOUT' : 'QUIT')) return 'says goodbye'
  return visit.outcome.ended === 'by-us' ? 'waits' : 'closes'
}

/** It says that it has done what it was asked to, and has not. */
function hidesFailure({ outcome, worked }: Visit): boolean {
  return outcome.success && !worked
}
