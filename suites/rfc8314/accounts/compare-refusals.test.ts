import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { connect } from '../../../harness/connect.ts'
import type { Peer } from '../../../harness/peer.ts'
import { Recording } from '../../../harness/recording.ts'
import { listenWith } from '../../../harness/testing/listener.ts'
import { compareRefusals } from './compare-refusals.ts'
import { userPass } from './means.ts'

const [wrong, right] = [
  { user: 'test', password: 'wrong' },
  { user: 'test', password: 'right' },
]

/** Compares what a POP3 server says to the two passwords; `refusal` gets each password and how many were refused before. */
async function comparedOn(refusal: (password: string, before: number) => string) {
  let refused = 0
  await using server = await listenWith((socket) => {
    socket.write('+OK ready\r\n')
    createInterface(socket).on('line', (line) => {
      const [verb, password] = line.split(' ')
      socket.write(verb === 'PASS' ? `-ERR ${refusal(password!, refused++)}\r\n` : '+OK\r\n')
    })
  })
  const opened: Peer[] = []
  const { signal } = new AbortController()
  const options = { protocol: 'pop3', recording: new Recording(), signal, tls: {} } as const
  try {
    const open = () => connect(server, options, (peer) => void opened.push(peer))
    return await compareRefusals(open, userPass, () => [wrong, right])
  } finally {
    for (const peer of opened) peer.close()
  }
}

test('A difference that comes with each password in all tries is told', async () => {
  const { difference } = await comparedOn((password) => (password === 'right' ? 'Use TLS' : 'Wrong password'))
  expect(difference).toEqual(['-ERR Wrong password', '-ERR Use TLS'])
})

test('What differs between tries of one password is not', async () => {
  expect((await comparedOn((_password, before) => `Failed, session ${before}`)).difference).toBeUndefined()
})

test.each([0, 1])(
  'Nor is which of two servers was met, though others shift whose turn it is in every round, first by %i',
  async (first) => {
    // behind two logins it is anybody's turn: as a proxy has it whose other clients come and go
    const turns = [0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1]
    const { difference } = await comparedOn((_password, before) => `Failed (by node ${turns[before % 12]! ^ first})`)
    expect(difference).toBeUndefined()
  },
)
