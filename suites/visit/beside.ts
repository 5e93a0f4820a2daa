import { account } from '../../servers/account.ts'
import { Mailbox } from '../../servers/reference/mailbox.ts'
import type { Settings } from '../../servers/reference/settings.ts'
import type { Encounter } from './encounter.ts'
import { type ScriptedServer, serve } from './scripted-server.ts'
import { usualSettings } from './settings.ts'

/** A second server, on another port of the same host, for what may lead a client there. It takes logins before TLS. */
export async function serveBeside(
  { protocol, client, host, recording, signal }: Encounter,
  settings?: Partial<Settings>,
): Promise<ScriptedServer> {
  const usual = await usualSettings({ protocol, host }, new Mailbox())
  const own = recording.another()
  own.hide(account.password)
  const server = await serve(undefined, {
    settings: { ...usual, authBeforeTls: true, ...settings },
    address: client.reaches.address,
    recording: own,
    signal,
  })
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      recording.include(own)
    },
  }
}
