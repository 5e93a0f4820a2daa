import { clientHello } from '../../harness/hello/client-hello.ts'
import { recommended12 } from '../../harness/hello/suites.ts'
import type { HostilePeer } from '../../harness/testing/hostile-peer.ts'
import { recommendedSuites } from '../../harness/wire/recommended-suites.ts'
import type { ClientTls } from '../../harness/wire/tls-session.ts'
import type { Meeting } from './hostile-client.ts'
import { words } from './words.ts'

/** The steps of a dialogue, each as what has been done then. */
export const steps = {
  connected: 'behind the connection',
  greeted: 'behind the greeting',
  acquainted: 'behind the first command',
  invited: 'behind the go-ahead for TLS',
  answered: 'behind the answer to its ClientHello',
  secured: 'behind the handshake',
  'logged-in': 'behind its login',
} as const
export type Step = keyof typeof steps

/** The steps in their order, where STARTTLS has to be asked for, and where TLS comes first. */
const order = {
  starttls: ['connected', 'greeted', 'acquainted', 'invited', 'secured', 'logged-in'],
  implicit: ['connected', 'invited', 'secured', 'greeted', 'acquainted', 'logged-in'],
} as const satisfies Record<string, readonly Step[]>

/** What nobody has anything against. */
const usualTls: ClientTls = { minVersion: 'TLSv1.2', ciphers: recommendedSuites }

/** Does all that is due until a step is reached, and hands the connection over. */
export async function upTo(last: Step, meeting: Meeting, tls = usualTls): Promise<HostilePeer> {
  const { implicitTls, language, user, password } = meeting
  const { hello, upgrade, login } = words[language]
  const peer = await meeting.dial()
  const takes: Partial<Record<Step, () => Promise<unknown>>> = {
    greeted: () => reply(peer, meeting),
    acquainted: () => say(peer, hello, meeting),
    invited: async () => implicitTls || (await say(peer, upgrade, meeting)),
    secured: () => peer.startTls(tls),
    'logged-in': async () => {
      if (!implicitTls) await say(peer, hello, meeting)
      for (const command of login(user, password)) await say(peer, command, meeting)
    },
  }
  for (const step of order[implicitTls ? 'implicit' : 'starttls']) {
    await takes[step]?.()
    if (step === last) break
    if (step !== 'invited' || last !== 'answered') continue
    peer.send(usualHello())
    await peer.bytes()
    break
  }
  return peer
}

/** Sends a command and reads its reply to the last line. */
export async function say(peer: HostilePeer, command: string, meeting: Pick<Meeting, 'language'>): Promise<string> {
  peer.send(`${command}\r\n`)
  return await reply(peer, meeting, command)
}

/** Reads a reply to its last line, which is what comes back; without a command it is the greeting. */
export async function reply(peer: HostilePeer, { language }: Pick<Meeting, 'language'>, command = ''): Promise<string> {
  for (;;) {
    const line = await peer.line()
    if (words[language].isLast(line, command)) return line
  }
}

/** A ClientHello that any server answers. */
export function usualHello(): Buffer {
  return clientHello({ version: 'TLSv1.2', suites: [...recommended12.ecdsa, ...recommended12.rsa] })
}
