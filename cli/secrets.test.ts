import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { foldersForTests } from '../harness/testing/folders.ts'
import { Planting } from './testing/secrets/planting.ts'
import { chosen, scenarios } from './testing/secrets/scenarios.ts'

const newFolder = foldersForTests()

/** Some of each kind: logins, answers that are quoted, lists, handshakes by hand, mail; "npm run secrets" takes all. */
const checks = chosen([
  'rfc2595/server/capabilities-after-tls',
  'rfc2595/server/injection-same-segment',
  'rfc3207/server/extensions-after-tls',
  'rfc3207/server/injection-partial-line',
  'rfc8314/server/barred-user-same-refusal',
  'rfc8314/server/cleartext-login-refused',
  'rfc8314/server/plain-inside-tls',
  'rfc8314/server/received-esmtpsa',
  'rfc8314/server/versions',
])

async function planted(name: keyof typeof scenarios) {
  const planting = new Planting(newFolder(), [])
  const codes = await scenarios[name](planting, { checks })
  return { planting, codes }
}

/** What stands where a secret stood, so that the search has had something to find. */
const hidden = /<redacted>|&lt;redacted&gt;/

describe.concurrent('No secret comes out of', () => {
  test.for([
    // a claim is contradicted by what they tell
    ['servers that tell an odd password', [1]],
    ['servers that tell a wrong password', [1]],
    ['shards, merged, compared and laid side by side', [1, 1, 1, 0]],
    ['a run that is interrupted', [130]],
    ['a client command that prints what it is told, and its key', [0]],
    ['a client with a password that nobody has told us', [2]],
    ['the library, and what a test says that fails', [0]],
  ] as const)('%s', async ([name, exitCodes], { expect }) => {
    const { planting, codes } = await planted(name)
    expect(planting.leaks()).toEqual([])
    expect(codes).toEqual(exitCodes)
    expect(planting.files().some((file) => hidden.test(planting.read(file).toString()))).toBe(true)
    expect(planting.leftovers()).toEqual([])
  })

  test('a server command that does not serve, and says its password, or a line of its key, last', async ({
    expect,
  }) => {
    const { planting, codes } = await planted(
      'a server command that does not serve, and says its password, or a line of its key, last',
    )
    expect(planting.leaks()).toEqual([])
    expect(codes).toEqual([2, 2])
    expect(planting.read('run-2-stderr').toString()).toContain('it said last: <redacted>')
    // of the key, and of its folder
    expect(planting.read('modes').toString()).toBe('600\n700\n')
  })

  test('a password in the wrong place', async ({ expect }) => {
    const { planting, codes } = await planted('a password in the wrong place')
    expect(planting.leaks()).toEqual([])
    expect(codes).toEqual([64, 64, 3])
  })
})

test('Only captures hold secrets of TLS, and only their owner may read them', async () => {
  const { planting } = await planted('captures that were asked for')
  const captures = planting.files().filter((file) => file.endsWith('.pcapng'))
  expect(captures.length).toBeGreaterThan(9)
  expect(planting.leaks({ except: ['out/captures'] })).toEqual([])
  expect(planting.leaks().map(({ name }) => name)).toContain('a secret of TLS')
  expect(new Set(captures.map((file) => planting.mode(file)))).toEqual(new Set([0o600]))
})

test('What leaks is found, in whichever file', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'out'))
  const planting = new Planting(folder, [{ name: 'the password', secret: 'tallyho-7' }])
  await planting.run(['tallyho-7'])
  planting.keep('out/report.json', JSON.stringify({ seen: Buffer.from('tallyho-7').toString('base64') }))
  expect(planting.leaks().map(({ where, form }) => [where, form])).toEqual([
    ['run-1-stderr', 'utf8'],
    ['out/report.json', 'base64 of utf8'],
  ])
})
