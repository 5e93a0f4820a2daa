import { deadline } from '../../../harness/deadline.ts'
import { Peer } from '../../../harness/peer.ts'
import { dial } from '../../../harness/wire/dial.ts'
import { ImapSession } from '../../reference/imap-session.ts'
import { type ClientBug, clientBug } from '../bug.ts'

/** RFC 8314, section 5.2: there is no TLS, only an answer that nobody waits for; and it goes on to log in. */
const takesEarlyOk = clientBug({
  name: 'takes-early-ok-for-tls',
  place: 'imap',
  violates: ['rfc8314-5.2-7'],
  patch: {
    imap: (Base) =>
      class extends Base {
        override async starttls() {
          const heard = this.peer.leftover().toString('latin1')
          if (!/^m\d+ OK/m.test(heard)) await super.starttls()
        }
      },
  },
})

/** Logs in without TLS where a text refers to (RFC 2221). */
async function follow(text: string, { peer, verifier, tell, order }: ImapSession): Promise<void> {
  const [, port] = /\[REFERRAL \S+:(\d+)\//.exec(text) ?? []
  if (port === undefined) return
  using bound = deadline(1000)
  const { signal } = bound
  const socket = await dial({ host: peer.remoteAddress, port: Number(port) }, signal)
  const elsewhere = new Peer(socket, { side: 'C', recording: peer.recording, signal })
  await new ImapSession(elsewhere, { verifier, tell, order: { ...order, mode: 'cleartext' } }).run()
}

/** RFC 8314, section 5.2: where a referral leads has no TLS, and it logs in there. */
const followsReferrals = clientBug({
  name: 'follows-referrals',
  place: 'imap',
  violates: ['rfc8314-5.2-7'],
  patch: {
    imap: (Base) =>
      class extends Base {
        override async greet() {
          await super.greet()
          await follow(String(this.dialogue.greeting), this)
        }
      },
  },
})

/** The same, of a referral in a refusal: of the connection, or of a login inside TLS. */
const followsReferralsOfRefusals = (['BYE', 'NO'] as const).map((status) =>
  clientBug({
    name: `follows-referrals-of-${status.toLowerCase()}`,
    place: 'imap',
    violates: ['rfc8314-5.2-7'],
    patch: {
      imap: (Base) =>
        class extends Base {
          override async run() {
            try {
              await super.run()
            } catch (error) {
              const text = String(error)
              if (text.includes(` ${status} [REFERRAL`) && this.tls === (status === 'NO')) await follow(text, this)
              throw error
            }
          }
        },
    },
  }),
)

/** RFC 2595, section 3.1: what stands behind the go-ahead was not said inside TLS, whatever a server may say unasked there. */
const fetchesInjectedMail = clientBug({
  name: 'fetches-injected-mail',
  place: 'imap',
  violates: ['imp-rfc2595-3.1-3'],
  patch: {
    imap: (Base) =>
      class extends Base {
        #news = false
        override plaintext(early: Buffer) {
          this.#news = /^\* \d+ EXISTS\r$/m.test(early.toString('latin1'))
          return super.plaintext(early)
        }
        override async work() {
          await super.work()
          if (this.#news) await this.dialogue.command('FETCH 1:* (FLAGS)')
        }
      },
  },
})

/** Faults of a client that takes what anybody may say for what its server says. */
export const actsOnWhatItHears: readonly ClientBug[] = [
  takesEarlyOk,
  followsReferrals,
  ...followsReferralsOfRefusals,
  fetchesInjectedMail,
]
