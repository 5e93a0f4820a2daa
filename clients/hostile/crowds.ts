import { hostile, type Meeting } from './hostile-client.ts'

const tooMany = /opened more than \d+ connections and was cut off/

const inTurn =
  (times: number) =>
  async ({ dial }: Meeting) => {
    for (let time = 0; time < times; time++) {
      const peer = await dial().catch(() => undefined)
      peer?.reset()
    }
  }

/** Clients that come in numbers. */
export const crowds = hostile({ kind: 'crowd', told: tooMany }, [
  { name: 'in-turn', does: 'connects 100 times, one after the other', act: inTurn(100) },
  { name: '1000-in-turn', does: 'connects 1,000 times, one after the other', act: inTurn(1000) },
  {
    name: '1000-at-once',
    does: 'connects 1,000 times at once',
    act: async ({ dial }) => {
      const dials = await Promise.allSettled(Array.from({ length: 1000 }, () => dial()))
      for (const each of dials) if (each.status === 'fulfilled') each.value.close()
    },
  },
  {
    name: '1000-held',
    does: 'opens 1,000 connections and holds them',
    told: /opened more than \d+ connections and was cut off.*ended by us/,
    act: async ({ dial }) => {
      await Promise.allSettled(Array.from({ length: 1000 }, () => dial().then((peer) => peer.wait())))
      await new Promise(() => {})
    },
  },
])
