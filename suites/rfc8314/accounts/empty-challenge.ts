import type { Answer, Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { check } from '../../check.ts'
import { endOfSession } from '../../end-of-session.ts'
import { twice } from '../../temporary.ts'
import { onlyWhereExternalIsListed } from './external.ts'

export const plainEmptyChallenge = check({
  id: 'rfc8314/server/plain-empty-challenge',
  roles: ['submission-server', 'pop3-server'],
  ports: 'any',
  decides: { 'submission-server': ['imp-rfc4954-4-7'], 'pop3-server': ['imp-rfc5034-4-5'] },
  purpose: 'PLAIN without an initial response draws an empty challenge',
  async run({ connectSecurely, pause, expect, notApplicable }) {
    const answer = await twice(
      { pause },
      async () => {
        const dialogue = await connectSecurely()
        const { mechanisms } = await dialogue.capabilities()
        if (!mechanisms.includes('PLAIN')) notApplicable('PLAIN is not listed inside TLS')
        return await firstAnswer(dialogue, 'PLAIN')
      },
      isEmptyChallenge,
    )
    expect(isEmptyChallenge(answer), `PLAIN without an initial response draws "${answer}"`)
  },
})

export const externalEmptyChallenge = check({
  id: 'rfc8314/server/external-empty-challenge',
  roles: ['submission-server', 'imap-server', 'pop3-server'],
  ports: 'any',
  decides: {
    'submission-server': ['imp-rfc4422-A-d1', 'imp-rfc4954-4-7'],
    'imap-server': ['imp-rfc4422-A-d1'],
    'pop3-server': ['imp-rfc4422-A-d1', 'imp-rfc5034-4-5'],
  },
  setUp: 'client-certificates',
  purpose: 'EXTERNAL without an initial response draws an empty challenge',
  precondition: onlyWhereExternalIsListed,
  async run({ connectSecurely, clientCertificate, pause, expect }) {
    const answer = await twice(
      { pause },
      async () => {
        const dialogue = await connectSecurely(clientCertificate())
        await dialogue.capabilities()
        return await firstAnswer(dialogue, 'EXTERNAL')
      },
      isEmptyChallenge,
    )
    expect(isEmptyChallenge(answer), `EXTERNAL without an initial response draws "${answer}"`)
  },
})

async function firstAnswer(dialogue: Dialogue, mechanism: string): Promise<Answer> {
  const answer = await dialogue.sasl(mechanism)
  // the exchange is only cancelled: sasl-cancel judges what becomes of it
  if (answer.challenge !== undefined) await dialogue.respond('*').catch(endOfSession)
  dialogue.close()
  return answer
}

/** Both mechanisms are the client's to begin: where it says nothing yet, there is nothing to say for the server. */
function isEmptyChallenge(answer: Answer | undefined): boolean {
  return answer?.challenge?.trim() === ''
}
