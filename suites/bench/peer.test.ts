import { afterAll, expect, test } from 'vitest'
import { comparePeers, readTarget } from './peer.ts'
import { Subjects } from './subjects.ts'

const subjects = new Subjects()
afterAll(async () => await subjects[Symbol.asyncDispose]())

const compare = async (...peers: string[]) => await comparePeers({ peers, targets: ['pop3'], rounds: 1, subjects })

/** Connects to what it is told, and then takes its time. */
const slowPeer = `node --eval "
  const [host, port] = process.argv.slice(1)
  require('node:net').connect(port, host).once('data', (greeting) => {
    if (!String(greeting).startsWith('+OK')) process.exit(1)
    setTimeout(() => process.exit(0), 3000)
  })" {host} {port}`

test('Another tool is timed on the same target, and compared', async () => {
  const { rows } = await compare(slowPeer)
  const cells = rows.map((row) => row.cells)
  expect(cells.map(([target, tool]) => [target, tool])).toEqual([
    ['reference, pop3', 'mailtls, its 9 injection checks'],
    ['reference, pop3', '`node`'],
  ])
  expect(cells[0]![4]).toBe('1.00 ×')
  expect(Number.parseFloat(cells[1]![2]!)).toBeGreaterThanOrEqual(3)
  expect(Number.parseFloat(cells[1]![4]!)).toBeGreaterThan(1)
})

test('One that is not there is told', async () => {
  await expect(compare('no-such-tool {host}')).rejects.toThrow(/expected no-such-tool to end with 0, found .*ENOENT/s)
})

test('One that fails is told with what it has printed', async () => {
  await expect(compare(`sh -c "echo I cannot do this; exit 7"`)).rejects.toThrow(
    /expected sh to end with 0, found exit code 7.*I cannot do this/s,
  )
})

test('One with a placeholder that there is not is told the nearest', async () => {
  await expect(compare('tool {prot}')).rejects.toThrow('did you mean {protocol}?')
})

test.each([
  ['imap', { server: 'reference', protocol: 'imap' }],
  ['dovecot:pop3', { server: 'dovecot', protocol: 'pop3' }],
])('The target %s is %j', (text, target) => {
  expect(readTarget(text)).toEqual(target)
})

test('A target that is none is told', () => {
  expect(() => readTarget('imaps')).toThrow('expected a protocol of --target, found "imaps"')
})
