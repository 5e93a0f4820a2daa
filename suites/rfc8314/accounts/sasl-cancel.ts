import type { Answer } from '../../../harness/dialogue/dialogue.ts'
import type { Role } from '../../../harness/subject.ts'
import { check } from '../../check.ts'
import { plaintextSasl } from './means.ts'

const due: Partial<Record<Role, { shape: RegExp; name: string }>> = {
  'submission-server': { shape: /^501/, name: '501' },
  'imap-server': { shape: / BAD$/, name: 'a tagged BAD' },
  'pop3-server': { shape: /^-ERR/, name: '-ERR' },
}

export const saslCancel = check({
  id: 'rfc8314/server/sasl-cancel',
  roles: ['submission-server', 'imap-server', 'pop3-server'],
  ports: 'any',
  decides: {
    'submission-server': ['imp-rfc4954-4-6'],
    'imap-server': ['imp-rfc3501-6.2.2-4'],
    'pop3-server': ['imp-rfc5034-4-4'],
  },
  purpose: 'a SASL exchange that the client cancels with "*" is refused as such',
  async run({ connectSecurely, role, expect, inconclusive, notApplicable }) {
    const dialogue = await connectSecurely()
    const { mechanisms } = await dialogue.capabilities()
    const { mechanism } =
      plaintextSasl.find((each) => mechanisms.includes(each.mechanism)) ??
      notApplicable('neither PLAIN nor LOGIN is listed: there is no exchange to cancel')
    const asked: Answer = await dialogue.sasl(mechanism)
    if (asked.challenge === undefined) {
      inconclusive('no-challenge', `${mechanism} without an initial response draws "${asked}"`)
    }
    const answer: Answer = await dialogue.respond('*')
    const { shape, name } = due[role]!
    expect(shape.test(answer.shape), `"*" within ${mechanism} draws "${answer}" instead of ${name}`)
    dialogue.close()
  },
})
