import type { Answer } from '../../../harness/dialogue/dialogue.ts'
import { check } from '../../check.ts'
import { twice } from '../../temporary.ts'
import { answerTo, forWantOfTls } from './cleartext-logins.ts'
import { plaintextSasl } from './means.ts'
import { onlyWhereTlsIsRequired } from './only-where-tls-is-required.ts'

export const cleartextMechanismsHidden = check({
  id: 'rfc8314/server/cleartext-mechanisms-hidden',
  roles: ['submission-server', 'pop3-server'],
  decides: { 'submission-server': ['imp-rfc4954-9-4'], 'pop3-server': ['imp-rfc5034-4-23'] },
  setUp: 'tls-required',
  orDefault: true,
  purpose: 'SASL with a plaintext password can be kept from the list without TLS',
  async run(context) {
    const { connect, expect } = context
    const { mechanisms } = await (await connect()).capabilities()
    const listed = plaintextSasl.filter(({ mechanism }) => mechanisms.includes(mechanism))
    if (listed.length > 0) onlyWhereTlsIsRequired(context, `${listed[0]?.name} is listed without TLS`)
    expect(listed.length === 0, `${listed[0]?.name} is listed without TLS`)
  },
})

export const listedIsPermitted = check({
  id: 'rfc8314/server/listed-is-permitted',
  roles: ['submission-server'],
  decides: ['imp-rfc4954-6-7'],
  setUp: 'tls-required',
  orDefault: true,
  purpose: 'SASL with a plaintext password is not listed where it is refused for want of TLS',
  async run(context) {
    const { mechanisms } = await (await context.connect()).capabilities()
    const asks = (answer?: Answer) => answer?.challenge !== undefined
    for (const { name, mechanism } of plaintextSasl.filter((means) => mechanisms.includes(means.mechanism))) {
      const answer = await twice(context, () => answerTo(context, mechanism), asks)
      if (!asks(answer) && !forWantOfTls(answer)) {
        const drawn = `${name} is listed without TLS and draws "${answer ?? 'the end of the connection'}"`
        context.inconclusive('acceptance-unknown', `${drawn}: with a response sent at once it may be permitted`)
      }
      context.expect(asks(answer), `${name} is listed without TLS, and refused`)
    }
  },
})
