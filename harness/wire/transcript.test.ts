import { expect, test } from 'vitest'
import type { Peer } from '../peer.ts'
import { peers } from '../testing/peers.ts'

/** How TCP began and ended, as one side has it. */
function outline({ recording }: Peer): string[] {
  return recording.events.flatMap((event) => {
    if (event.layer === 'open') return [`${event.client.address}:${event.client.port} → ${event.server.port}`]
    return event.layer === 'end' ? [`${event.side} ${event.end}`] : []
  })
}

test('Both sides record where the connection leads, and who ended it first', async () => {
  await using ends = await peers()
  const { client, server, raw } = ends
  const leads = `127.0.0.1:${raw.client.localPort} → ${raw.client.remotePort}`
  client.halfClose()
  expect(await server.ended()).toBe('fin')
  server.halfClose()
  expect(await client.ended()).toBe('fin')
  for (const peer of [client, server]) expect(outline(peer)).toEqual([leads, 'C fin', 'S fin'])
})

test('Both sides record a reset', async () => {
  await using ends = await peers()
  ends.server.reset()
  expect(await ends.client.ended()).toBe('rst')
  for (const peer of [ends.client, ends.server]) expect(outline(peer).slice(1)).toEqual(['S rst'])
})
