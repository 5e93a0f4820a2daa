import type { CommonPatch } from '../../../../servers/bugs/family.ts'
import { serving } from '../../../../servers/bugs/family.ts'
import { account, accountNames } from '../../../../servers/account.ts'
import type { ClientCertificate } from '../../../../harness/subject.ts'
import { testAuthority } from '../../../visit/certificates.ts'
import { clientCheck } from '../../../visit/client-check.ts'
import { type Command, loginsAmong } from '../../../visit/commands.ts'
import { type Encounter, newProfile, type Script } from '../../../visit/encounter.ts'
import { expectThrough } from '../../../visit/through.ts'
import type { Visit } from '../../../visit/visit.ts'

/** A certificate for the account. */
async function certificateOf({ once }: Encounter): Promise<ClientCertificate> {
  const { cert, key } = await once('client certificate', async () =>
    (await testAuthority()).issue('client', accountNames),
  )
  return { cert, key }
}

/** A server that asks for client certificates and takes those of the authority. */
async function asking(more: Script = {}): Promise<Script> {
  const { certificate: ca } = await testAuthority()
  return {
    settings: { clientCertificates: 'accepted' },
    patches: serving(() => ({ ca, requestCert: true })),
    ...more,
  }
}

/** The client has a certificate for its account, and the server asks for one. */
async function withCertificate(encounter: Encounter): Promise<Visit> {
  throwWithoutCertificates(encounter)
  const request = { clientCertificate: await certificateOf(encounter) }
  return await encounter.meetsOnce('client certificate asked for', await asking({ request }))
}

/** The same, and the server has no way to log in but EXTERNAL. */
async function withExternalOnly(encounter: Encounter): Promise<Visit> {
  throwWithoutCertificates(encounter)
  const request = { clientCertificate: await certificateOf(encounter) }
  const { certificate: ca } = await testAuthority()
  const ask = serving(() => ({ ca, requestCert: true }))
  const patches: CommonPatch = (Base) => externalOnly(ask(Base))
  return await encounter.meetsOnce('EXTERNAL only', await asking({ request, patches }))
}

const externalOnly: CommonPatch = (Base) =>
  class extends Base {
    override takesPasswords() {
      return false
    }
    override mechanisms() {
      return this.certifiedName() === undefined ? [] : ['EXTERNAL']
    }
  }

function shownTo({ sessions }: Visit): Buffer[] {
  return sessions.flatMap(({ tls }) => tls?.peerCertificate ?? [])
}

function shown(visit: Visit): boolean {
  return shownTo(visit).length > 0
}

function throwWithoutCertificates({ client, notApplicable }: Encounter): void {
  if (!client.takes.includes('client-certificate')) notApplicable('the client takes no client certificates')
}

export const showsClientCertificate = clientCheck({
  id: 'rfc8314/client/client-certificate',
  roles: ['mua'],
  ports: 'any',
  orIfPossible: true,
  records: ['rfc8314-5.5-1'],
  purpose: 'whether a client certificate is shown where the server asks for one',
  async run(encounter: Encounter) {
    encounter.seen(shown(await withCertificate(encounter)) ? 'shown' : 'not shown')
  },
})

export const showsNoneUnauthorized = clientCheck({
  id: 'rfc8314/client/no-certificate-unauthorized',
  roles: ['mua'],
  ports: 'any',
  orIfPossible: true,
  decides: ['rfc8314-5.5-2'],
  purpose: 'for an account without a client certificate none is shown, though the server asks for one',
  async run(encounter: Encounter) {
    throwWithoutCertificates(encounter)
    const visit = await encounter.meets(await asking())
    encounter.expect(!shown(visit), 'a client certificate is shown that nobody has authorized for the account')
  },
})

export const keepsCertificatesApart = clientCheck({
  id: 'rfc8314/client/certificate-of-another-account',
  roles: ['mua'],
  ports: 'any',
  orIfPossible: true,
  decides: ['rfc8314-5.5-3'],
  purpose: 'the client certificate of one account is not used with another one',
  async run(encounter: Encounter) {
    throwWithoutCertificates(encounter)
    const profile = await newProfile(encounter)
    const clientCertificate = await certificateOf(encounter)
    const first = await encounter.meets(await asking({ request: { profile, clientCertificate } }))
    if (!shown(first)) encounter.notApplicable('the client shows no client certificate')
    const other = { profile, user: `other-${account.user}` }
    const second = await encounter.meets(await asking({ request: other }))
    // any other one would be a matter of showsNoneUnauthorized
    const again = shownTo(second).some((each) => shownTo(first).some((one) => one.equals(each)))
    encounter.expect(!again, `the certificate of ${account.user} is shown for ${other.user}`)
  },
})

export const logsInByCertificate = clientCheck({
  id: 'rfc8314/client/sasl-external',
  roles: ['mua'],
  ports: 'implicit-tls',
  decides: ['rfc8314-5.5-4'],
  purpose: 'where the server lists EXTERNAL only, a client with a certificate logs in by that',
  async run(encounter: Encounter) {
    if (!shown(await withCertificate(encounter))) encounter.notApplicable('the client shows no client certificate')
    const visit = await withExternalOnly(encounter)
    const tried = externalAmong(visit.inside, encounter).length > 0
    // EXTERNAL has to be there (RFC 8314, section 5.5), and not to be chosen where the user has given a password
    if (!tried && encounter.client.choosesCredentials) {
      const advice = 'let its command have no {password} where it has {cert}, or declare the clause'
      encounter.inconclusive('not-declared', `EXTERNAL is not used by a command that has a password, too: ${advice}`)
    }
    const what = tried ? 'EXTERNAL is used, and leads nowhere' : 'EXTERNAL is the one mechanism, and is not used'
    expectThrough(encounter, visit, what)
  },
})

export const writesEmptyResponse = clientCheck({
  id: 'rfc8314/client/empty-initial-response',
  roles: ['mua'],
  ports: 'any',
  languages: ['smtp', 'pop3'],
  orIfPossible: true,
  decides: {
    submission: ['imp-rfc4954-4-9'],
    submissions: ['imp-rfc4954-4-9'],
    pop3: ['imp-rfc5034-4-8'],
    pop3s: ['imp-rfc5034-4-8'],
  },
  purpose: 'an empty initial response is written "="',
  async run(encounter: Encounter) {
    const logins = externalAmong((await withExternalOnly(encounter)).inside, encounter)
    const [login] = logins
    if (!login) encounter.notApplicable('the client does not use EXTERNAL')
    const [, , response] = login.text.split(' ')
    encounter.seen(response === undefined ? 'none' : response === '=' ? '=' : 'an identity')
    encounter.expect(
      logins.every(({ text }) => !/^\S+ \S+ $/.test(text)),
      'nothing stands where the initial response is due',
    )
  },
})

function externalAmong(commands: readonly Command[], { language }: Encounter): Command[] {
  return loginsAmong(commands, language).filter(({ text }) => /^(AUTH|AUTHENTICATE) EXTERNAL\b/i.test(text))
}
