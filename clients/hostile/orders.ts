import { cleartextFirst, hostile, type Meeting } from './hostile-client.ts'
import { reply, say, upTo, usualHello } from './steps.ts'
import { words } from './words.ts'

/** Says these lines behind the greeting, each when the one before it is answered, until the server has enough. */
const oneByOne = (lines: (meeting: Meeting) => readonly string[]) => async (meeting: Meeting) => {
  const peer = await meeting.dial()
  if (!meeting.implicitTls) await reply(peer, meeting)
  for (const line of lines(meeting)) {
    peer.send(`${line}\r\n`)
    await peer.bytes()
  }
}

/** Clients that say what is not due. */
export const orders = hostile({ kind: 'order', told: /says/, breaks: cleartextFirst }, [
  {
    name: 'before-the-greeting',
    does: 'speaks before it is greeted',
    told: /it says "\S+/,
    act: async (meeting) => {
      const peer = await meeting.dial()
      peer.send(`${words[meeting.language].hello}\r\n`)
      await reply(peer, meeting)
      await peer.bytes()
    },
  },
  {
    name: 'all-at-once',
    does: 'sends all its commands at once, its login among them',
    told: /it says \d* ?.*QUIT|LOGOUT/,
    // a login in cleartext, and more behind STARTTLS
    breaks: /tls-comes-first|no-password-before-tls|nothing-behind-starttls|clienthello-behind-220/,
    act: async ({ language, dial, user, password }) => {
      const { hello, upgrade, login, noop, quit } = words[language]
      const peer = await dial()
      const lines = [hello, upgrade, hello, ...login(user, password), noop, quit, '']
      peer.send(lines.join('\r\n'))
      await peer.ended()
    },
  },
  {
    name: 'jumbled',
    does: 'sends commands in an order that no server takes',
    told: /it says "\S+/,
    act: oneByOne(({ language }) => words[language].jumbled),
  },
  {
    name: 'another-protocol',
    does: 'sends commands of other protocols',
    told: /it says "\S+/,
    act: oneByOne(({ language }) => words[language].foreign),
  },
  {
    name: 'replies',
    does: 'sends replies instead of commands',
    told: /it says "\S+/,
    act: oneByOne(({ language }) => words[language].replies),
  },
  {
    name: 'quits-at-once',
    does: 'says goodbye before anything else',
    told: /says ".*(QUIT|LOGOUT)/,
    act: async (meeting) => {
      const peer = await upTo('greeted', meeting)
      await say(peer, words[meeting.language].quit, meeting)
    },
  },
  {
    name: 'tls-unasked',
    does: 'sends a ClientHello where a command is due',
    told: /begins TLS unasked|says .* inside TLS/,
    act: async (meeting) => {
      const peer = await upTo('greeted', meeting)
      peer.send(usualHello())
      await peer.bytes()
    },
  },
])
