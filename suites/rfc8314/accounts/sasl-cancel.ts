import type { Context } from '../../../harness/check.ts'
import type { Answer } from '../../../harness/dialogue/dialogue.ts'
import type { Role } from '../../../harness/subject.ts'
import { check } from '../../check.ts'
import { patiently, twice } from '../../temporary.ts'
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
  async run(context) {
    const { shape, name } = due[context.role]!
    const isDue = (answer?: Answer) => answer !== undefined && shape.test(answer.shape)
    const answer = await twice(
      context,
      async () => {
        const { dialogue, asked } = await patiently(
          context,
          () => exchange(context),
          (begun) => begun.asked,
        )
        if (asked.challenge === undefined) context.inconclusive('no-challenge', `an exchange draws "${asked}" at once`)
        const cancelled: Answer = await dialogue.respond('*')
        dialogue.close()
        return cancelled
      },
      isDue,
    )
    context.expect(isDue(answer), `"*" within an exchange draws "${answer}" instead of ${name}`)
  },
})

/** Begins an exchange with a mechanism that asks for a response. */
async function exchange({ connectSecurely, notApplicable }: Context) {
  const dialogue = await connectSecurely()
  const { mechanisms } = await dialogue.capabilities()
  const { mechanism } =
    plaintextSasl.find((each) => mechanisms.includes(each.mechanism)) ??
    notApplicable('neither PLAIN nor LOGIN is listed: there is no exchange to cancel')
  return { dialogue, asked: await dialogue.sasl(mechanism) }
}
