import type { Answer, Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { check } from '../../check.ts'
import { onlyWhereExternalIsListed } from './external.ts'

export const plainEmptyChallenge = check({
  id: 'rfc8314/server/plain-empty-challenge',
  roles: ['submission-server', 'pop3-server'],
  ports: 'any',
  decides: { 'submission-server': ['imp-rfc4954-4-7'], 'pop3-server': ['imp-rfc5034-4-5'] },
  purpose: 'PLAIN without an initial response draws an empty challenge',
  async run({ connectSecurely, expect, notApplicable }) {
    const dialogue = await connectSecurely()
    const { mechanisms } = await dialogue.capabilities()
    if (!mechanisms.includes('PLAIN')) notApplicable('PLAIN is not listed inside TLS')
    const fault = await faultInChallenge(dialogue, 'PLAIN')
    expect(fault === undefined, fault ?? '')
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
  async run({ connectSecurely, clientCertificate, expect }) {
    const dialogue = await connectSecurely(clientCertificate())
    await dialogue.capabilities()
    const fault = await faultInChallenge(dialogue, 'EXTERNAL')
    expect(fault === undefined, fault ?? '')
  },
})

/** Both mechanisms are the client's to begin: where it says nothing yet, there is nothing to say for the server. */
async function faultInChallenge(dialogue: Dialogue, mechanism: string): Promise<string | undefined> {
  const answer: Answer = await dialogue.sasl(mechanism)
  if (answer.challenge !== undefined) await dialogue.respond('*')
  dialogue.close()
  return answer.challenge?.trim() === '' ? undefined : `${mechanism} without an initial response draws "${answer}"`
}
