import { expect, test } from 'vitest'
import { run } from '../harness/run.ts'
import type { Protocol, SetUp } from '../harness/subject.ts'
import type { Patch } from '../servers/bugs/bug.ts'
import { bugs } from '../servers/bugs/catalogue.ts'
import { SmtpServer } from '../servers/reference/smtp-server.ts'
import { startReference } from '../servers/reference/start.ts'
import { variants } from '../servers/variants/catalogue.ts'
import { allChecks } from './checks.ts'

const named = (name: string): Patch => [...variants, ...bugs].find((each) => each.name === name)!.patch

let wasReset = false
const diesOfReset: Patch = (Base) =>
  class extends Base {
    override async serve() {
      await super.serve()
      wasReset ||= this.peer.end === 'rst'
    }
    override ehlo(name: string) {
      return wasReset && this.tls ? '451 4.3.0 Not any more' : super.ehlo(name)
    }
  }

const hidesStartTls: Patch = (Base) =>
  class extends Base {
    override offersStartTls() {
      return false
    }
  }

/** A server on which each recording check sees something else than on the reference. */
const others: Record<string, Patch> = {
  'extensions-after-tls': named('no-extensions-inside-tls'),
  'failed-handshake-abort': diesOfReset,
  'failed-handshake-garbage': named('answers-554-after-failed-handshake'),
  'failed-handshake-version': named('takes-old-tls'),
  'refuses-by-identity': named('refuses-foreign-certificates'),
  'sasl-external': named('offers-no-external'),
  'starttls-before-ehlo': named('refuses-starttls-before-ehlo'),
  'starttls-ends-a-group': named('always-454'),
  'starttls-in-transaction': named('refuses-starttls-in-transaction'),
  'submission-starttls': hidesStartTls,
  'tls-required-others': named('other-refusals-before-tls'),
  'weak-suites': named('takes-anonymous-suites'),
}

const recording = allChecks.filter(({ kind }) => kind === 'records')

test.for(recording.map(({ id, purpose }) => ({ id, purpose })))('$id shows $purpose', async ({ id }) => {
  const check = recording.find((each) => each.id === id)!
  const protocol = check.roles.includes('smtp-server') ? 'smtp' : 'submission'
  const seen = await seenOn(id, protocol, check.setUp)
  const seenElsewhere = await seenOn(id, protocol, check.setUp, others[id.split('/').at(-1)!])
  expect(seen).toBeDefined()
  expect(seenElsewhere).toBeDefined()
  expect(seenElsewhere).not.toBe(seen)
})

async function seenOn(id: string, protocol: Protocol, setUp: SetUp, patch: Patch = (Base) => Base) {
  await using subject = await startReference({ Server: patch(SmtpServer), protocols: [protocol], setUps: [setUp] })
  const { results } = await run(
    subject,
    allChecks.filter((check) => check.id === id),
  )
  expect(results.map(({ verdict, reason }) => reason?.text ?? verdict)).toEqual(['pass'])
  return results[0]?.seen?.outcome
}
