import { setMaxListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../harness/client.ts'
import type { ImapClient } from '../../harness/dialogue/imap-client.ts'
import { openDialogue } from '../../harness/dialogue/open.ts'
import { Resolver } from '../../harness/dns/resolver.ts'
import { Peer } from '../../harness/peer.ts'
import { Recording } from '../../harness/recording.ts'
import { dial } from '../../harness/wire/dial.ts'
import { account } from '../../servers/account.ts'
import { address, domain, hosts, openSite, type Site, type SiteOptions, type Whereabouts, withoutTls } from './site.ts'

const { signal } = new AbortController()
setMaxListeners(0, signal)
const done: Outcome = { success: true, exitCode: 0, output: '' }
const imap = { protocol: 'imap', ...withoutTls } as const

async function open(options: Pick<SiteOptions, 'servers' | 'published'>, recording = new Recording()): Promise<Site> {
  return await openSite({ ...options, address: '127.0.0.1', recording, signal })
}

/** Where the first record of a service leads. */
async function found({ resolver }: Whereabouts, label: string) {
  const answer = await new Resolver(resolver).query(`${label}._tcp.${domain}`, 'SRV', signal)
  return { ...answer, first: answer.records[0]?.data }
}

/** Logs in to an IMAP server on this machine. */
async function logIn(port: number, user = address): Promise<string> {
  const peer = new Peer(await dial({ host: '127.0.0.1', port }, signal), {
    side: 'C',
    recording: new Recording(),
    signal,
  })
  await using _closed = peer
  const dialogue = (await openDialogue('imap', peer, {})) as ImapClient
  const answer = await dialogue.login({ user, password: account.password })
  await dialogue.quit()
  return String(answer)
}

describe('A site', () => {
  test('tells what each server saw and what DNS was asked', async () => {
    const recording = new Recording()
    await using site = await open(
      { servers: { one: imap, two: { ...imap, host: hosts.other, priority: 10 } } },
      recording,
    )
    const launch = await site.watch('connect', async (where) => {
      const { records, authenticated } = await found(where, '_imap')
      expect(authenticated).toBe(true)
      expect(records.map(({ data }) => [data.priority, data.target])).toEqual([
        [0, hosts.usual],
        [10, hosts.other],
      ])
      await logIn(records[1]!.data.port, 'nobody').catch(() => {})
      await logIn(records[1]!.data.port)
      return done
    })
    expect(launch.sessions.map(({ server, user }) => [server, user])).toEqual([
      ['two', undefined],
      ['two', address],
    ])
    expect(launch.users).toEqual([
      { server: 'two', user: 'nobody' },
      { server: 'two', user: address },
    ])
    expect(launch.questions).toEqual([{ name: `_imap._tcp.${domain}`, type: 'SRV' }])
    expect(recording.dialogue().slice(0, 2)).toEqual(['C: <connect>', `C: <asks DNS for _imap._tcp.${domain} SRV>`])
  })

  test('stays, with other servers and other records from one launch to the next', async () => {
    await using site = await open({ servers: { one: imap, two: imap }, published: { servers: ['one'] } })
    const ports: number[] = []
    const look = (title: string) =>
      site.watch(title, async (where) => {
        const { authenticated, first } = await found(where, '_imap')
        ports.push(first!.port)
        expect(authenticated).toBe(title === 'first')
        await logIn(first!.port, 'test').catch(() => {})
        return done
      })
    expect((await look('first')).sessions.map(({ server, user }) => [server, user])).toEqual([['one', undefined]])
    site.publish({ servers: ['two'], signed: false })
    site.change('two', { user: 'test' })
    expect((await look('then')).sessions.map(({ server, user }) => [server, user])).toEqual([['two', 'test']])
    expect(ports[0]).not.toBe(ports[1])
  })

  test('says which services are not offered, and resets whoever comes to a server that is closed', async () => {
    await using site = await open({
      servers: { one: imap },
      published: { servers: ['one'], notOffered: ['imaps'] },
    })
    site.close('one')
    const launch = await site.watch('connect', async (where) => {
      expect((await found(where, '_imaps')).first?.target).toBe('.')
      const { first } = await found(where, '_imap')
      await expect(logIn(first!.port)).rejects.toThrow(/expected/)
      return done
    })
    expect(launch.sessions).toEqual([])
  })
})
