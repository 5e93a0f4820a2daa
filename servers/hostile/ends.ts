import { all, hostile, type HostileServer, upgrading } from './hostile.ts'
import { type Act, at, type Step } from './steps.ts'

/** What a server has done so far, and what its client is told of an end there. */
const moments: Readonly<Record<Step, string>> = {
  accept: 'instead of a greeting',
  firstCommand: 'instead of an answer to the first command',
  upgrade: 'instead of an answer to STARTTLS',
  handshake: 'right behind the go-ahead',
  clientHello: 'instead of a ServerHello',
  flight: 'in the middle of its certificate',
  finished: 'instead of its last handshake message',
  secured: 'right behind the handshake',
  insideTls: 'instead of an answer to the first command inside TLS',
}

const inCleartext: readonly Step[] = ['firstCommand', 'upgrade']

const kebab = (step: string) => step.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)

/** The same at each step of the dialogue. */
function atEachStep(
  common: Pick<HostileServer, 'kind' | 'name' | 'does' | 'told'> & Partial<HostileServer>,
  act: Act,
): HostileServer[] {
  const steps = Object.keys(at) as Step[]
  const { name, does } = common
  return hostile(
    common,
    steps.map((step) => ({
      name: `${name}-at-${kebab(step)}`,
      does: `${does} ${moments[step]}`,
      protocols: inCleartext.includes(step) ? upgrading : all,
      patch: at[step](act),
    })),
  )
}

const withoutTls = /\/(starttls-works|tls-first)$/

/** Servers that go away. */
export const ends: readonly HostileServer[] = [
  ...atEachStep(
    { kind: 'end', name: 'reset', does: 'resets the connection', told: /reset|closed|ended/, breaks: withoutTls },
    ({ peer }) => peer.reset(),
  ),
  ...atEachStep(
    { kind: 'end', name: 'half-close', does: 'ends its half, and reads on', told: /closed|ended/, breaks: withoutTls },
    async ({ peer }) => {
      await peer.endTcp()
      await peer.wait()
    },
  ),
]

/** Servers that say nothing more, and stay. */
export const stalls: readonly HostileServer[] = [
  ...atEachStep(
    { kind: 'stall', name: 'silence', does: 'says nothing more', told: /nothing within|no answer within/ },
    ({ peer }) => peer.wait(),
  ),
  ...hostile({ kind: 'stall', protocols: all, told: /within \d+ ms/ }, [
    {
      name: 'drip',
      does: 'sends one byte a second',
      protocols: upgrading,
      patch: (Base) =>
        class extends Base {
          override async serve() {
            await this.peer.drip(`${this.greeting()}\r\n`)
          }
        },
    },
    {
      name: 'drip-of-tls',
      does: 'sends its TLS handshake one byte a second',
      patch: at.clientHello(({ peer }) => peer.drip(Buffer.from([22, 3, 3, 0x40, 0]))),
    },
  ]),
]
