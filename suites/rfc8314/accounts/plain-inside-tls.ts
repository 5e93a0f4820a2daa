import { check } from '../../check.ts'
import { attemptLogin } from './attempt-login.ts'
import { meansOf, plain, plainAtOnce } from './means.ts'

export const plainInsideTls = check({
  id: 'rfc8314/server/plain-inside-tls',
  roles: ['submission-server', 'imap-server', 'pop3-server'],
  ports: 'any',
  decides: {
    'submission-server': ['imp-rfc4954-4-32'],
    'imap-server': ['imp-rfc3501-6.1.1-3'],
    'pop3-server': ['imp-rfc5034-4-22'],
  },
  purpose: 'PLAIN is there inside TLS, and lets the account in',
  async run({ connectSecurely, role, account, expect, seen, inconclusive, notApplicable }) {
    const dialogue = await connectSecurely()
    const offered = await dialogue.capabilities()
    dialogue.close()
    // RFC 3501 demands it of everybody, RFC 4954 and RFC 5034 of those who implement them
    if (offered.mechanisms.length === 0 && role !== 'imap-server')
      notApplicable('no SASL mechanism is listed inside TLS')
    const open = () => connectSecurely()
    const { letIn, answers } = await attemptLogin(open, plain, account())
    // whether it needs an initial response is up to plain-empty-challenge
    if (letIn || (await attemptLogin(open, plainAtOnce, account())).letIn) {
      return seen(offered.mechanisms.includes('PLAIN') ? 'listed, and works' : 'works, though not listed')
    }
    // is it the mechanism, or the account?
    for (const other of meansOf(dialogue, offered).filter((means) => means !== plain)) {
      const elsewhere = await attemptLogin(open, other, account())
      expect(!elsewhere.letIn, `PLAIN inside TLS draws "${answers.at(-1)}", while ${other.name} lets the account in`)
    }
    inconclusive('login-refused', `neither PLAIN nor anything else lets the account in: "${answers.at(-1)}"`)
  },
})
