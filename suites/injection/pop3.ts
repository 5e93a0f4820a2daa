import type { Answer } from '../../harness/dialogue/dialogue.ts'
import type { Pop3Client } from '../../harness/dialogue/pop3-client.ts'
import { Pop3Reply, readLines, readStatus } from '../../harness/dialogue/pop3-reply.ts'
import { byShape } from './by-shape.ts'
import { Answers, type Dialect, type Proof, type Source } from './dialect.ts'
import { fence } from './smtp.ts'

/** The shape of the answer to CAPA: an injected one shows by its list, since a mere +OK or -ERR may mean anything. */
const list = '+OK-'

export const pop3: Dialect = {
  upgrade: ['ST', 'LS'],
  injected: () => 'CAPA',
  // what else is +OK before a login depends on the server
  other: { line: 'QUIT', draws: '+OK', ends: true },
  // RFC 2449, section 4: 255 octets a line
  filling: `CAPA ${'x'.repeat(240)}\r\n`.repeat(80),
  before: 'CAPA',
  // NOOP is for those who are logged in (RFC 1939, section 5); in front of CAPA, USER makes it a name
  halves: { spoiling: 'XPREFIX ', harmless: ['USER ', 'CAPA ', 'NOOP '] },
  sasl: { line: 'AUTH PLAIN', draws: '+' },
  unknown: fence,
  hello: async (client: Pop3Client) => ({ offered: (await client.capabilities()).startTls, own: [list] }),
  script: () => ['CAPA', fence, 'QUIT'],
  answers: (source) => new Answers((before) => readNext(source, before)),
  isGoAhead: ({ shape }: Pop3Reply) => shape === '+OK',
  // right behind the refusal of the fence: any other +OK may be the beginning of a list
  hasFarewell: (answers) => answers.at(-1)?.shape === '+OK' && answers.at(-2)?.accepted === false,
  isClosing: () => false,
  isRefusal: ({ accepted }) => !accepted,
  word: ({ status }: Pop3Reply) => status,
  proof: byListOrFarewell(),
}

function byListOrFarewell(): Proof {
  const proof = byShape((others, own) => others.some(({ shape }) => own.includes(shape)))
  return {
    ...proof,
    insideTls(answers, due, own) {
      const [first] = answers
      // of the answers that mere lists are not, only that to QUIT is the last
      const quits = answers.length === 1 && first?.shape === '+OK' && own.includes('+OK') && due[0]?.shape === list
      return quits ? `"${first}" came, and then the end` : proof.insideTls(answers, due, own)
    },
  }
}

/**
 * Reads a status line. Lines that are none make a list of the answer before: whether there is one cannot be known before
 * something follows, and it is not waited for.
 */
async function readNext(source: Source, before: Answer[]): Promise<Answer> {
  const line = await source.line()
  const last = before.at(-1) as Pop3Reply | undefined
  if (last?.shape !== '+OK' || /^(\+OK|-ERR|\+)( |$)/.test(line)) return await readStatus({ line: async () => line })
  const place = before.length - 1
  // a list from now on, wherever it ends
  before[place] = new Pop3Reply('+OK', last.text, [line])
  before[place] = new Pop3Reply('+OK', last.text, await readLines(behind(line, source)))
  return await readStatus(source)
}

/** A source that gives this line again before all others. */
function behind(line: string, source: Source): Pick<Source, 'line'> {
  const given = [line]
  return { line: async () => given.pop() ?? (await source.line()) }
}
