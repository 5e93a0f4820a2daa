import { once } from 'node:events'
import { expect, test } from 'vitest'
import { readAll, type SocketPair, socketPair } from '../testing/socket-pair.ts'
import { reset } from './letting-go.ts'

const before: [state: string, make: (pair: SocketPair) => unknown][] = [
  ['that is open', () => {}],
  ['whose FIN is on its way', ({ client }) => client.end()],
  [
    'whose FIN has come',
    async ({ client, server }) => {
      client.end()
      await once(server.resume(), 'end')
    },
  ],
  ['that has much to send before its FIN', ({ client }) => client.end(Buffer.alloc(20_000_000))],
]

// Node never closes one whose FIN is on its way when it is reset, and then the process hangs at its end
test.each(before)('A reset closes a socket %s', async (_state, make) => {
  await using pair = await socketPair()
  await make(pair)
  const closed = once(pair.client, 'close')
  reset(pair.client)
  await closed
  expect(pair.client.destroyed).toBe(true)
})

test('Whoever is reset sees no FIN', async () => {
  await using pair = await socketPair()
  const error = once(pair.server, 'error')
  reset(pair.client)
  await readAll(pair.server)
  expect(await error).toMatchObject([{ code: 'ECONNRESET' }])
})
