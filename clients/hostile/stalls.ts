import { hostile } from './hostile-client.ts'
import { type Step, steps, upTo, usualHello } from './steps.ts'
import { words } from './words.ts'

const atEachStep = Object.keys(steps) as Step[]

/** Clients that take their time. */
export const stalls = hostile({ kind: 'stall', told: /ended by us, since it hung/ }, [
  ...atEachStep.map((step) => ({
    name: `silent-when-${step}`,
    does: `says nothing more ${steps[step]}`,
    act: async (meeting: Parameters<typeof upTo>[1]) => await (await upTo(step, meeting)).wait(),
  })),
  {
    name: 'byte-a-second',
    does: 'sends one byte a second',
    act: async (meeting) => {
      const peer = await upTo('greeted', meeting)
      await peer.drip(words[meeting.language].hello.repeat(10))
    },
  },
  {
    name: 'hello-byte-a-second',
    does: 'sends its ClientHello one byte a second',
    act: async (meeting) => await (await upTo('invited', meeting)).drip(usualHello()),
  },
  {
    name: 'half-a-hello',
    does: 'sends half a ClientHello and waits',
    act: async (meeting) => {
      const peer = await upTo('invited', meeting)
      peer.send(usualHello().subarray(0, 60))
      await peer.wait()
    },
  },
])
