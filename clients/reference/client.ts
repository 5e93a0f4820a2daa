import type { Client, Mode, Request } from '../../harness/client.ts'
import { Resolver } from '../../harness/dns/resolver.ts'
import { isMailtlsError } from '../../harness/errors.ts'
import { Inconclusive } from '../../harness/verdict.ts'
import { classesWith, type Patch } from './classes.ts'
import { converse, type Launch } from './converse.ts'
import { orderOf } from './order.ts'
import { Refused } from './refused.ts'

export interface ReferenceOptions {
  role?: Client['role']
  /** what is changed: a bug or a variant. Default: nothing */
  patch?: Patch
}

const modesOf = {
  mua: ['implicit', 'starttls-required', 'starttls-if-possible', 'cleartext', 'default'],
  'smtp-client': ['starttls-required', 'starttls-if-possible', 'cleartext'],
} as const satisfies Record<Client['role'], readonly Mode[]>

/** The reference client, or a changed one; it runs in this process and keeps nothing but what is in its profile. */
export function referenceClient({ role = 'mua', patch }: ReferenceOptions = {}): Client {
  const classes = classesWith(patch)
  const modes = modesOf[role]
  return {
    role,
    speaks: role === 'mua' ? { smtp: modes, imap: modes, pop3: modes } : { smtp: modes },
    can: role === 'mua' ? ['submit', 'fetch', 'set-up', 'connect', 'require', 'unpin'] : ['submit'],
    takes: role === 'mua' ? ['client-certificate', 'resolver'] : ['resolver'],
    complete: true,
    patterns: {
      warning: /^Warning: passwords and messages may travel without encryption/m,
      confidential: /^Connection is confidential/m,
      'pin-offered': /^Accept this certificate /m,
      question: /^Use the server .* outside /m,
      'tls-available': /^TLS is available now/m,
    },
    reaches: { address: '127.0.0.1', host: 'mail.example.org' },
    async perform(request, signal) {
      const lines: string[] = []
      const tell = (text: string) => void lines.push(text)
      const resolver = request.resolver && new Resolver(request.resolver)
      const directory = new classes.directory(resolver, signal)
      const failure = await reasonFor(() => carryOut(request, role, { classes, directory, tell, signal }))
      if (failure !== undefined) tell(failure)
      const success = failure === undefined
      const output = lines.map((line) => `${line}\n`).join('')
      // who had nothing left but a goodbye was cut off in it
      return signal.aborted ? { ended: 'by-us', success, output } : { exitCode: success ? 0 : 1, success, output }
    },
  }
}

async function carryOut(request: Request, role: Client['role'], launch: Launch): Promise<void> {
  if ('language' in request) await converse(orderOf(request, role), launch)
  else {
    const accounts = new launch.classes.accounts(request, launch)
    const tasks = { 'set-up': 'setUp', connect: 'connect', require: 'require', unpin: 'unpin' } as const
    await accounts[tasks[request.task]]()
  }
  launch.tell('Done')
}

/** Why some work came to nothing, as the user is told; undefined where it did not. */
async function reasonFor(work: () => Promise<void>): Promise<string | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (error instanceof Refused || error instanceof Inconclusive || isMailtlsError(error)) return error.message
    // what OpenSSL makes of the certificates that it was given
    if (error instanceof Error && 'code' in error && /^ERR_(OSSL|SSL|TLS|CRYPTO)/.test(String(error.code))) {
      return `TLS is not possible: ${error.message}`
    }
    throw error
  }
}
