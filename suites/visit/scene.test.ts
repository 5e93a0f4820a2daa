import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Recording } from '../../harness/recording.ts'
import { socketPair } from '../../harness/testing/socket-pair.ts'
import { Mailbox } from '../../servers/reference/mailbox.ts'
import { sceneOf } from './scene.ts'
import { usualSettings } from './settings.ts'

test('What a client sent before it was gone is waited for as long as it comes, however slowly', async () => {
  await using pair = await socketPair()
  const settings = await usualSettings({ protocol: 'smtp', host: 'mail.example.org' }, new Mailbox())
  const scene = sceneOf(undefined, { settings, recording: new Recording(), signal: AbortSignal.timeout(5000) })
  scene.accept(pair.server)
  const sessions = scene.sessions()
  for (const piece of ['EHLO ', 'x\r\nMA', 'IL FROM:<', 'a@x.test>\r\n']) {
    pair.client.write(piece)
    await delay(250)
  }
  const [session] = await sessions
  expect(session?.cleartext.map(({ text }) => text)).toEqual(['EHLO x', 'MAIL FROM:<a@x.test>'])
})
