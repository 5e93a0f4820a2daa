import { expect, test } from 'vitest'
import { createAuthority } from '../../../certs/authority.ts'
import type { Check } from '../../../harness/check.ts'
import { run } from '../../../harness/run.ts'
import type { Protocol, Subject } from '../../../harness/subject.ts'
import { alert, answering } from '../../../servers/bugs/answering.ts'
import { type Change, type Patch, variant } from '../../../servers/bugs/bug.ts'
import type { CommonPatch } from '../../../servers/bugs/family.ts'
import type { Settings } from '../../../servers/reference/settings.ts'
import type { Peer } from '../../../harness/peer.ts'
import { startReference } from '../../../servers/reference/start.ts'
import { hostOf } from '../../../servers/reference/zone.ts'
import { starttlsWorks as submissionStarttlsWorks } from '../../rfc3207/server/starttls-works.ts'
import { bothPorts } from './both-ports.ts'
import { certificateRequested } from './certificate-requested.ts'
import { closeAlert } from './close-alert.ts'
import { oldVersions } from './old-versions.ts'
import { recommendedSuites } from './recommended-suites.ts'
import { recordVersionIgnored } from './record-version-ignored.ts'
import { refusesWithProtocolVersion } from './refuses-with-protocol-version.ts'
import { serverNameIndication } from './server-name.ts'
import { starttlsWorks } from './starttls-works.ts'

const [tls11Refused] = oldVersions

/** What a check makes of a changed server, or of a subject of which less is known. */
async function verdictOn(check: Check, change: Change, less: Partial<Subject> = {}, timeoutMs = 5000) {
  const protocols: Protocol[] = [change.endpoint as Protocol]
  await using subject = await startReference({ change, protocols, setUps: ['default'], operator: false })
  const { results } = await run({ ...subject, ...less }, [check], { timeoutMs })
  const { verdict, reason, seen } = results[0]!
  return { verdict, code: reason?.code, seen: seen?.outcome }
}

function changed(endpoint: Protocol, patch?: CommonPatch): Change {
  return variant({ name: 'changed', endpoint, patch: patch as Patch | undefined })
}

const asking = (mailFor: 'the certified' | 'anyone') =>
  variant({
    name: 'asking',
    endpoint: 'submissions',
    patch: (Base) =>
      class extends Base {
        constructor(peer: Peer, settings: Settings) {
          const tls = { ...settings.tls, requestCert: true, ca: settings.clientAuthority }
          super(peer, { ...settings, tls, authRequired: false })
        }
        override mail(argument: string) {
          const certified = this.peer.tls?.peerCertificate !== undefined
          return mailFor === 'anyone' || certified ? super.mail(argument) : '530 5.7.0 Authentication required'
        }
      },
  })

test('A certificate that stands for a login without EXTERNAL is a reason to ask for it', async () => {
  expect(await verdictOn(certificateRequested, asking('the certified'))).toEqual({
    verdict: 'pass',
    seen: 'requested: MAIL',
  })
})

test('Where MAIL is taken from anyone, whether a certificate counts stays open', async () => {
  expect(await verdictOn(certificateRequested, asking('anyone'))).toMatchObject({ code: 'no-difference' })
})

test('Whether a certificate that is asked for counts stays open where none was given', async () => {
  const found = await verdictOn(certificateRequested, asking('the certified'), { clientCertificates: undefined })
  expect(found).toMatchObject({ verdict: 'inconclusive', code: 'client-certificate-missing' })
})

test('A certificate that was only issued for the run shows nothing where it gets nobody in', async () => {
  const vain = changed(
    'imaps',
    (Base) =>
      class extends Base {
        override tlsOptions() {
          return { ...super.tlsOptions(), requestCert: true, ca: this.settings.clientAuthority }
        }
      },
  )
  expect(await verdictOn(certificateRequested, vain)).toMatchObject({ verdict: 'fail' })
  const [accepted, foreign] = await Promise.all([strangers(), strangers()])
  const found = await verdictOn(certificateRequested, vain, {
    clientCertificates: { accepted, foreign, assumed: true },
  })
  expect(found).toMatchObject({ verdict: 'inconclusive', code: 'acceptance-unknown' })
})

async function strangers() {
  return await (await createAuthority()).issue('client')
}

test('A server that never closes after a goodbye leaves open how it would', async () => {
  const waiting = changed(
    'imaps',
    (Base) =>
      class extends Base {
        override async respond(answer: Parameters<InstanceType<typeof Base>['respond']>[0]) {
          return await super.respond(typeof answer === 'object' ? answer.say : answer)
        }
      },
  )
  expect(await verdictOn(closeAlert, waiting, {}, 500)).toMatchObject({ verdict: 'inconclusive', code: 'deadline' })
})

const closing = (on: (version: number) => boolean) =>
  changed(
    'pop3s',
    answering(({ version }) => on(version) && Buffer.alloc(0)),
  )

test('Closing without a word is a refusal, where other offers are answered', async () => {
  const closesOnOld = closing((version) => version < 0x0303)
  expect(await verdictOn(tls11Refused!, closesOnOld)).toEqual({ verdict: 'pass', seen: 'closes the connection' })
  expect(await verdictOn(refusesWithProtocolVersion, closesOnOld)).toMatchObject({ verdict: 'fail' })
})

test('Closing without a word, whatever is offered, says nothing', async () => {
  let handshakes = 0
  // what looks at the server first comes through
  const closesSoon = closing(() => ++handshakes > 1)
  expect(await verdictOn(tls11Refused!, closesSoon)).toMatchObject({ verdict: 'inconclusive', code: 'hang-up' })
})

test('Closing without a word at times says nothing either', async () => {
  let others = 0
  const closesAtTimes = closing((version) => version < 0x0303 || ++others % 2 === 0)
  const found = await verdictOn(refusesWithProtocolVersion, closesAtTimes)
  expect(found).toMatchObject({ verdict: 'inconclusive', code: 'unstable-handshakes' })
})

test('An internal error at times is no refusal of a suite or a record version', async () => {
  for (const check of [recommendedSuites, recordVersionIgnored]) {
    let handshakes = 0
    const failing = changed(
      'imaps',
      answering(() => ++handshakes % 2 === 0 && alert(80)),
    )
    expect(await verdictOn(check, failing)).not.toMatchObject({ verdict: 'fail' })
  }
})

test('A name is not what is refused where other handshakes fail, too', async () => {
  const host = hostOf('example.org')
  let named = 0
  let unnamed = 0
  const failing = changed(
    'imaps',
    answering(({ bytes }) => (bytes.includes(host) ? ++named > 1 : ++unnamed > 1) && alert(80)),
  )
  expect(await verdictOn(serverNameIndication, failing)).toMatchObject({ code: 'unstable-handshakes' })
})

test('Whether there are both ports stays open where one was not named', async () => {
  for (const endpoint of ['submission', 'submissions'] as const) {
    expect(await verdictOn(bothPorts, changed(endpoint))).toMatchObject({ code: 'endpoint-missing' })
  }
})

test('STARTTLS that was listed before is not said to be missing', async () => {
  let ehlos = 0
  const withdrawing: CommonPatch = (Base) =>
    class extends Base {
      override offersStartTls() {
        return ++ehlos < 3 && super.offersStartTls()
      }
    }
  const change = changed('submission', withdrawing)
  const protocols: Protocol[] = ['submission', 'submissions']
  await using subject = await startReference({ change, protocols, setUps: ['default'], operator: false })
  const { results } = await run(subject, [bothPorts])
  expect(results.map(({ reason }) => reason?.code)).toContain('intermittent')
})

test.each([
  [undefined, 80, 'inconclusive server-name'],
  [undefined, 40, 'fail violation'],
  ['mail.example.org', 80, 'fail violation'],
])('STARTTLS as somebody who calls the server %s, and hears alert %i', async (serverName, number, expected) => {
  const failing = changed(
    'imap',
    answering(() => alert(number)),
  )
  const { verdict, code } = await verdictOn(starttlsWorks, failing, { serverName })
  expect(`${verdict} ${code}`).toBe(expected)
})

test.each([
  ['454 4.7.0 Error: too many new TLS sessions', 'inconclusive temporary-refusal'],
  ['454 4.7.0 TLS not available due to local problem', 'fail violation'],
])('STARTTLS that draws %s', async (answer, expected) => {
  const putsOff: CommonPatch = (Base) =>
    class extends Base {
      override answer(line: string) {
        return line === 'STARTTLS' ? answer : super.answer(line)
      }
    }
  const { verdict, code } = await verdictOn(submissionStarttlsWorks, changed('submission', putsOff))
  expect(`${verdict} ${code}`).toBe(expected)
})

test('Without a host name there is nothing to indicate', async () => {
  const found = await verdictOn(serverNameIndication, changed('imap'), { serverName: undefined })
  expect(found).toMatchObject({ verdict: 'inconclusive', code: 'server-name-missing' })
})
