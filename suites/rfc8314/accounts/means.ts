import { createHash, createHmac } from 'node:crypto'
import {
  type Account,
  type Answer,
  base64,
  type Capabilities,
  type Dialogue,
  utf8,
} from '../../../harness/dialogue/dialogue.ts'
import { ImapClient } from '../../../harness/dialogue/imap-client.ts'
import { Pop3Client } from '../../../harness/dialogue/pop3-client.ts'

/** A way to log in with a password. */
export interface Means {
  name: string
  /** Runs it, answer by answer: the last one is the outcome. */
  logIn: (dialogue: Dialogue, account: Account) => AsyncGenerator<Answer, void>
}

export interface SaslMeans extends Means {
  mechanism: string
}

/** A response within a SASL exchange, made of the challenge. */
type Respond = (account: Account, challenge: string) => string

/** Every means that a dialogue may try, listed or not; those that need no password on the wire only where they are offered. */
export function meansOf(dialogue: Dialogue, { mechanisms }: Capabilities): Means[] {
  const saslMeans = [...plaintextSasl, ...(mechanisms.includes('CRAM-MD5') ? [cramMd5] : [])]
  if (dialogue instanceof ImapClient) return [loginCommand, ...saslMeans]
  if (dialogue instanceof Pop3Client) return [userPass, ...(timestampOf(dialogue) ? [apop] : []), ...saslMeans]
  return saslMeans
}

/** RFC 4616, behind an empty challenge: so it is seen whether the mechanism is refused before anything is sent. */
export const plain = sasl('PLAIN', ({ user, password }) => `\0${user}\0${password}`)

/** What never became an RFC, and most clients know. */
const login = sasl(
  'LOGIN',
  ({ user }) => user,
  ({ password }) => password,
)

/** The same in one round trip, as most clients do it: on IMAP only where SASL-IR is listed. */
export const plainAtOnce: Means = {
  name: 'SASL PLAIN at once',
  async *logIn(dialogue, { user, password }) {
    const response = base64(`\0${user}\0${password}`)
    dialogue.peer.recording.hide(password)
    if (dialogue instanceof ImapClient) await dialogue.capabilities()
    const answer = await dialogue.sasl('PLAIN', response)
    yield answer
    if (answer.challenge !== undefined) yield await dialogue.respond('*')
  },
}

/** SASL that sends the password as it is. */
export const plaintextSasl: readonly SaslMeans[] = [plain, login]

/** RFC 2195. */
const cramMd5 = sasl('CRAM-MD5', ({ user, password }, challenge) => {
  const digest = createHmac('md5', password).update(Buffer.from(challenge, 'base64')).digest('hex')
  return `${user} ${digest}`
})

/** RFC 9051, section 6.2.3. */
export const loginCommand: Means = {
  name: 'LOGIN',
  async *logIn(dialogue, account) {
    yield await (dialogue as ImapClient).login(account)
  },
}

/** RFC 1939, section 7. */
export const userPass: Means = {
  name: 'USER and PASS',
  async *logIn(dialogue, { user, password }) {
    dialogue.peer.recording.hide(password)
    const known = await dialogue.command(`USER ${utf8(user)}`)
    yield known
    if (known.accepted) yield await dialogue.command(`PASS ${utf8(password)}`)
  },
}

/** RFC 1939, section 7. */
const apop: Means = {
  name: 'APOP',
  async *logIn(dialogue, { user, password }) {
    const digest = createHash('md5')
      .update(`${timestampOf(dialogue)}${password}`)
      .digest('hex')
    yield await dialogue.command(`APOP ${user} ${digest}`)
  },
}

/** What a POP3 greeting offers for APOP. */
export function timestampOf({ greeting }: Pick<Dialogue, 'greeting'>): string | undefined {
  return /<[^<>@]+@[^<>]*>/.exec(greeting.wording)?.[0]
}

function sasl(mechanism: string, ...responses: readonly Respond[]): SaslMeans {
  return {
    name: `SASL ${mechanism}`,
    mechanism,
    async *logIn(dialogue, account) {
      let answer = await dialogue.sasl(mechanism)
      yield answer
      for (const respond of responses) {
        if (answer.challenge === undefined) return
        const response = base64(respond(account, answer.challenge))
        dialogue.peer.recording.hide(account.password)
        answer = await dialogue.respond(response)
        yield answer
      }
      // one that goes on asking gets nothing more
      if (answer.challenge !== undefined) yield await dialogue.respond('*')
    },
  }
}
