import type { Account } from '../../../harness/dialogue/dialogue.ts'
import { check } from '../../check.ts'
import { isTemporary } from '../../../harness/dialogue/temporary.ts'
import { notNow } from '../../temporary.ts'
import { type Attempt, attemptLogin, type Opening } from './attempt-login.ts'
import { meansOf, plain, plainAtOnce } from './means.ts'
import { productFault } from './product-fault.ts'

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
  async run(context) {
    const { connectSecurely, role, account, seen, inconclusive, notApplicable } = context
    const dialogue = await connectSecurely()
    const offered = await dialogue.capabilities()
    dialogue.close()
    // RFC 3501 demands it of everybody, RFC 4954 and RFC 5034 of those who implement them
    if (offered.mechanisms.length === 0 && role !== 'imap-server')
      notApplicable('no SASL mechanism is listed inside TLS')
    const inside = { connect: () => connectSecurely(), pause: context.pause }
    const works = offered.mechanisms.includes('PLAIN') ? 'listed, and works' : 'works, though not listed'
    const refused = await withPlain(inside, account())
    if (refused.letIn) return seen(works)
    if (isTemporary(refused.refusal)) notNow(refused.refusal)
    const instead = `PLAIN inside TLS draws "${refused.answers.at(-1)}"`
    // is it the mechanism, or the account?
    for (const other of meansOf(dialogue, offered).filter((means) => means !== plain)) {
      if (!(await attemptLogin(inside, other, account())).letIn) continue
      if ((await withPlain(inside, account())).letIn) return seen(works)
      // what is implemented may be switched off by a site
      productFault(context, `${instead}, while ${other.name} lets the account in`)
    }
    inconclusive('login-refused', `${instead}, and nothing else lets the account in`)
  },
})

/** Whether PLAIN needs an initial response is up to plain-empty-challenge. */
async function withPlain(inside: Opening, account: Account): Promise<Attempt> {
  const asked = await attemptLogin(inside, plain, account)
  if (asked.letIn) return asked
  const atOnce = await attemptLogin(inside, plainAtOnce, account)
  return atOnce.letIn || isTemporary(atOnce.refusal) ? atOnce : asked
}
