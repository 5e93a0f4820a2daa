import { cleartextFirst, hostile, type Meeting } from './hostile-client.ts'
import { reply, say, upTo } from './steps.ts'
import { words } from './words.ts'

const megabyte = 1024 * 1024

/** Says this again and again at this step, each time when it was answered. */
const again =
  (step: 'greeted' | 'logged-in', commands: (meeting: Meeting) => readonly string[]) => async (meeting: Meeting) => {
    const peer = await upTo(step, meeting)
    for (;;) for (const command of commands(meeting)) await say(peer, command, meeting)
  }

/** Begins an exchange of SASL inside TLS for ever, and answers each challenge with this. */
const exchanges = (response: string) => async (meeting: Meeting) => {
  const { hello, sasl } = words[meeting.language]
  const peer = await upTo('secured', meeting)
  if (meeting.implicitTls) await reply(peer, meeting)
  await say(peer, hello, meeting)
  for (;;) {
    const answer = await say(peer, sasl, meeting)
    if (!/^(334|\+) /.test(answer)) continue
    peer.send(`${response}\r\n`)
    await reply(peer, meeting, sasl)
  }
}

const tooMuch = /sent more than \d+ (bytes|commands) and was cut off|says \d{4,} bytes.* ended by us/

/** Clients that say more than anybody wants to hear. */
export const floods = hostile({ kind: 'flood', told: tooMuch }, [
  {
    name: 'endless-first-line',
    does: 'begins a line without end as soon as it is connected',
    breaks: cleartextFirst,
    told: /says \d+ bytes, at last "x+/,
    act: async ({ dial }) => await (await dial()).pour('x'.repeat(16_384)),
  },
  {
    name: 'endless-command',
    does: 'sends a command without end',
    told: /says \d+ bytes, at last ".*x…/,
    act: async (meeting) => {
      const peer = await upTo('greeted', meeting)
      peer.send(`${words[meeting.language].hello} `)
      await peer.pour('x'.repeat(16_384))
    },
  },
  {
    name: '100-mb-line',
    does: 'sends a line of 100 MB',
    breaks: cleartextFirst,
    told: /says \d+ bytes, at last "x+/,
    act: async (meeting) => {
      const peer = await meeting.dial()
      await peer.pour('x'.repeat(megabyte), 100)
      peer.send('\r\n')
    },
  },
  {
    name: '100-mb-message',
    does: 'submits a message of 100 MB',
    languages: ['smtp'],
    act: async (meeting) => {
      const peer = await upTo('logged-in', meeting)
      for (const command of ['MAIL FROM:<a@x.test>', 'RCPT TO:<b@x.test>', 'DATA']) await say(peer, command, meeting)
      await peer.pour(`${'x'.repeat(998)}\r\n`.repeat(1000), 100)
    },
  },
  {
    name: '4-gb-literal',
    // it is part of a login
    breaks: /no-password-before-tls/,
    does: 'announces a literal of 4 GB and sends 100 MB of it',
    languages: ['imap'],
    act: async (meeting) => {
      const peer = await upTo('greeted', meeting)
      await say(peer, 'a LOGIN {4294967295}', meeting)
      await peer.pour(`${'x'.repeat(998)}\r\n`.repeat(1000), 100)
    },
  },
  {
    name: '100-mb-beside-tls',
    told: /cut off|beside TLS|what is no TLS/,
    does: 'sends 100 MB of plaintext beside the TLS that is running',
    act: async (meeting) => {
      const peer = await upTo('secured', meeting)
      await peer.pourBelow(() => Buffer.from(`${'x'.repeat(998)}\r\n`.repeat(1000)), 100)
      await peer.wait()
    },
  },
  {
    name: 'noops',
    does: 'does nothing, and says so for ever',
    told: /sent more than 100 commands and was cut off/,
    act: again('greeted', ({ language }) => [words[language].noop]),
  },
  {
    name: 'noops-unread',
    does: 'says NOOP for ever and reads no answer',
    act: async (meeting) => {
      const peer = await upTo('greeted', meeting)
      await peer.pour(`${words[meeting.language].noop}\r\n`.repeat(1000))
    },
  },
  { name: 'resets', does: 'says RSET for ever', languages: ['smtp', 'pop3'], act: again('greeted', () => ['RSET']) },
  {
    name: 'upgrades',
    does: 'asks for TLS for ever inside TLS',
    act: async (meeting) => {
      const peer = await upTo('secured', meeting)
      for (;;) await say(peer, words[meeting.language].upgrade, meeting)
    },
  },
  {
    name: 'sasl-exchanges',
    does: 'begins an exchange of SASL for ever and answers with what is no base64',
    act: exchanges('!*%&§'),
  },
  {
    name: 'sasl-cancelled',
    does: 'begins an exchange of SASL and cancels it, for ever',
    act: exchanges('*'),
  },
  {
    name: 'endless-response',
    does: 'answers a challenge of SASL with base64 without end',
    told: /says \d+ bytes, at last ".*" inside TLS/,
    act: async (meeting) => {
      const peer = await upTo('secured', meeting)
      await say(peer, words[meeting.language].sasl, meeting)
      await peer.pour('AAAA'.repeat(4096))
    },
  },
  {
    name: 'idles',
    does: 'logs in and asks to be told of news, for ever',
    languages: ['imap'],
    // it has logged in by then
    harmless: ['imap'],
    act: async (meeting) => {
      const peer = await upTo('logged-in', meeting)
      for (;;) {
        const answer = await say(peer, 'i IDLE', meeting)
        if (!answer.startsWith('+')) continue
        peer.send('DONE\r\n')
        await reply(peer, meeting, 'i IDLE')
      }
    },
  },
])
