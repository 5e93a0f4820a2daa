import net from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { listenWith } from '../../harness/testing/listener.ts'
import { startReference } from './start.ts'

test('Where one port cannot be had, nothing stays on the others', async () => {
  await using free = await listenWith(() => {})
  const { port } = free
  await free[Symbol.asyncDispose]()
  const started = startReference({ protocols: ['smtp'], setUps: ['default', 'tls-required'], port })
  await expect(started).rejects.toMatchObject({ code: 'set-up-failed', message: expect.stringContaining('EADDRINUSE') })
  const socket = net.connect(port, '127.0.0.1')
  expect(await once(socket, 'error')).toMatchObject([{ code: 'ECONNREFUSED' }])
})
