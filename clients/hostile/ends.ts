import { hostile, type HostileClient } from './hostile-client.ts'
import { say, type Step, steps, upTo } from './steps.ts'
import { words } from './words.ts'

const atEachStep = Object.keys(steps) as Step[]

/** Who reads a mailbox has done its task with the login. */
const doneWhen = (step: Step) => (step === 'logged-in' ? { harmless: ['imap', 'pop3'] as const } : {})

/** Clients that reset the connection, at each step. */
const resets = hostile(
  { kind: 'end', told: /resets the connection|connection reset in the handshake/ },
  atEachStep.map((step) => ({
    name: `reset-when-${step}`,
    does: `resets the connection ${steps[step]}`,
    ...doneWhen(step),
    act: async (meeting) => (await upTo(step, meeting)).reset(),
  })),
)

/** Clients that end their half of it, at each step, and wait. */
const halves = hostile(
  { kind: 'end', told: /closes the connection|connection closed in the handshake/ },
  atEachStep.map((step) => ({
    name: `half-closed-when-${step}`,
    does: `closes its half of the connection ${steps[step]}`,
    ...doneWhen(step),
    act: async (meeting) => {
      const peer = await upTo(step, meeting)
      await peer.endTcp()
      await peer.wait()
    },
  })),
)

/** Clients that end the connection where it is least expected. */
export const ends: readonly HostileClient[] = [
  ...resets,
  ...halves,
  ...hostile({ kind: 'end', told: /closes the connection/ }, [
    {
      name: 'reset-in-a-message',
      does: 'resets the connection in the middle of a message',
      languages: ['smtp'],
      told: /says "DATA" inside TLS, resets the connection/,
      act: async (meeting) => {
        const peer = await upTo('logged-in', meeting)
        for (const command of ['MAIL FROM:<a@x.test>', 'RCPT TO:<b@x.test>', 'DATA']) await say(peer, command, meeting)
        peer.send('Subject: half\r\n\r\nof it')
        await peer.pause(20)
        peer.reset()
      },
    },
    {
      name: 'half-a-command',
      does: 'closes the connection in the middle of a command',
      told: /it says ".*".*, (ends TLS|closes the connection)/,
      act: async (meeting) => {
        const peer = await upTo('greeted', meeting)
        peer.send(words[meeting.language].hello.slice(0, 3))
      },
    },
    {
      name: 'half-a-record',
      does: 'closes the connection in the middle of a TLS record',
      told: /says .*closes the connection/,
      act: async (meeting) => {
        const peer = await upTo('secured', meeting)
        await peer.pourBelow(() => Buffer.concat([Buffer.from([23, 3, 3, 1, 0]), Buffer.alloc(100)]), 1)
        await peer.endTcp()
      },
    },
  ]),
]
