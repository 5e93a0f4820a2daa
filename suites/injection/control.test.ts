import { describe, expect, test } from 'vitest'
import type { Check } from '../../harness/check.ts'
import type { Peer } from '../../harness/peer.ts'
import { run } from '../../harness/run.ts'
import type { Protocol } from '../../harness/subject.ts'
import { type CommonPatch, variantFamily } from '../../servers/bugs/family.ts'
import { startReference } from '../../servers/reference/start.ts'
import type { Answer } from '../../servers/reference/line-server.ts'
import { injectionInCleartext } from '../rfc2595/server/injection-in-cleartext.ts'
import { injectionPartialLine } from '../rfc2595/server/injection-partial-line.ts'
import { injectionSameSegment as onPop3 } from '../rfc2595/server/injection-same-segment.ts'
import { injectionSameSegment as onSubmission } from '../rfc3207/server/injection-same-segment.ts'

/** What a check makes of a changed server. */
async function verdictOn(check: Check, endpoint: Protocol, ...patches: CommonPatch[]) {
  const patch: CommonPatch = (Base) => patches.reduce((Changed, each) => each(Changed), Base)
  const [change] = variantFamily({ name: 'changed', endpoints: [endpoint], patch })
  await using subject = await startReference({ change, protocols: [endpoint], setUps: ['default'], operator: false })
  const { results } = await run(subject, [check])
  const { verdict, reason, seen } = results[0]!
  return { verdict, code: reason?.code, seen: seen?.outcome }
}

/** The fault itself: plaintext is read as commands inside TLS. */
const obeying: CommonPatch = (Base) =>
  class extends Base {
    override async plaintext(early: Buffer) {
      return { toSession: early }
    }
  }

/** Does something else with lines like these. */
const on =
  (lines: RegExp, what: (server: { peer: Peer; tls: boolean }) => Answer | Promise<Answer> | undefined): CommonPatch =>
  (Base) =>
    class extends Base {
      override async answer(line: string) {
        return (lines.test(line) ? await what(this) : undefined) ?? (await super.answer(line))
      }
    }

const hangUp = { say: '', next: 'close' } as const

const hangsUp = on(/^X/, () => hangUp)

/** As long as the client is there. */
const thinks = on(/^X/, async ({ peer }) => {
  await peer.ended()
  return hangUp
})

const servers: [string, Protocol, CommonPatch][] = [
  ['hangs up on unknown commands', 'submission', hangsUp],
  ['hangs up on unknown commands', 'pop3', hangsUp],
  ['never answers unknown commands', 'submission', thinks],
  ['never answers unknown commands', 'pop3', thinks],
  // as stunnel does, which speaks no more than it must
  ['hangs up on NOOP before TLS', 'submission', on(/^NOOP/, ({ tls }) => (tls ? undefined : hangUp))],
]

describe.each(servers)('A server that %s (%s)', (_, endpoint, patch) => {
  const sameSegment = endpoint === 'pop3' ? onPop3 : onSubmission

  test('passes where it drops plaintext', async () => {
    expect(await verdictOn(sameSegment, endpoint, patch)).toMatchObject({ verdict: 'pass', seen: 'discarded' })
  })

  test('fails where it obeys', async () => {
    expect(await verdictOn(sameSegment, endpoint, patch, obeying)).toMatchObject({ verdict: 'fail' })
  })
})

test('Where no unknown command is answered, one that is spoilt cannot be told from one', async () => {
  const found = await verdictOn(injectionPartialLine, 'pop3', hangsUp, obeying)
  expect(found).toMatchObject({ verdict: 'inconclusive', code: 'answers-differ' })
})

test('A list in front of the go-ahead is not taken for it', async () => {
  const before: CommonPatch = (Base) =>
    class extends Base {
      override async startTls(goAhead: string) {
        const early = this.peer.leftover().toString()
        if (early.startsWith('CAPA')) await this.respond(await this.answer('CAPA'))
        return await super.startTls(goAhead)
      }
    }
  expect(await verdictOn(onPop3, 'pop3', before)).toMatchObject({ verdict: 'inconclusive', code: 'answers-differ' })
})

describe('Where QUIT behind STLS ends the connection without a word', () => {
  /** Hangs up on the first command inside TLS, where lines like these came behind STLS. */
  const hangsUpBehind =
    (lines: RegExp): CommonPatch =>
    (Base) =>
      class extends Base {
        heard = ''
        override async plaintext(early: Buffer) {
          this.heard = early.toString()
          return {}
        }
        override async answer(line: string) {
          return this.tls && lines.test(this.heard) ? hangUp : await super.answer(line)
        }
      }

  /** Executes QUIT, which takes it a moment: if more has come then, the end is a reset, and the answer is lost. */
  const losesItsAnswer =
    (where: 'in cleartext' | 'inside TLS'): CommonPatch =>
    (Base) =>
      class extends Base {
        quits = false
        override async plaintext(early: Buffer) {
          this.quits = early.toString().startsWith('QUIT')
          if (this.quits && where === 'in cleartext') await this.obey()
          return {}
        }
        override async handshake() {
          const outcome = await super.handshake()
          if (this.quits && outcome.ok) await this.obey()
          return outcome
        }
        async obey() {
          await this.peer.pause(50)
          if (this.peer.unreadLength > 0) return this.peer.reset()
          this.say('+OK Bye')
          this.peer.close()
        }
      }

  test('it passes where any other line does so, too', async () => {
    const found = await verdictOn(injectionInCleartext, 'pop3', hangsUpBehind(/./))
    expect(found).toMatchObject({ verdict: 'pass', seen: 'closed inside TLS after no answer' })
  })

  test('it is open where no other line does: QUIT may have been executed', async () => {
    const found = await verdictOn(injectionInCleartext, 'pop3', hangsUpBehind(/^QUIT/))
    expect(found).toMatchObject({ verdict: 'inconclusive', code: 'answers-differ' })
  })

  test.for(['in cleartext', 'inside TLS'] as const)('it fails where its answer %s is only lost', async (where) => {
    const found = await verdictOn(injectionInCleartext, 'pop3', losesItsAnswer(where))
    expect(found).toMatchObject({ verdict: 'fail', seen: 'obeyed' })
  })
})
