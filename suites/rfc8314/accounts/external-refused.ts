import { check } from '../../check.ts'
import { throwIfTemporary } from '../../temporary.ts'
import { asStranger, external, heard, letsIn, onlyWhereExternalIsListed } from './external.ts'

const common = {
  roles: ['submission-server', 'imap-server', 'pop3-server'],
  ports: 'any',
  setUp: 'client-certificates',
  harms: ['failed-logins'],
  // one after the other: a refusal may take its time, and keeps nobody else waiting then
  connections: 1,
  precondition: onlyWhereExternalIsListed,
} as const

export const externalNeedsCertificate = check({
  ...common,
  id: 'rfc8314/server/external-needs-certificate',
  decides: ['imp-rfc4422-A-d2'],
  purpose: 'EXTERNAL lets nobody in without a certificate',
  async run(context) {
    const answer = await external(context, () => asStranger(context, {}))
    throwIfTemporary(answer)
    context.expect(!letsIn(answer), `EXTERNAL without a certificate draws "${answer}"`)
  },
})

export const externalNeedsMapping = check({
  ...common,
  id: 'rfc8314/server/external-needs-mapping',
  decides: ['imp-rfc4422-A-d4'],
  purpose: 'EXTERNAL lets nobody in with a certificate that stands for no account',
  async run(context) {
    const answer = await external(context, () => asStranger(context, context.clientCertificate('foreign')))
    throwIfTemporary(answer)
    context.expect(!letsIn(answer), `EXTERNAL with a foreign certificate draws "${answer}"`)
  },
})

export const externalAsSomebodyElse = check({
  ...common,
  id: 'rfc8314/server/external-as-somebody-else',
  decides: ['imp-rfc4422-A-d3'],
  purpose: 'EXTERNAL lets nobody act as another user than the certificate stands for',
  async run({ connectSecurely, clientCertificate, pause, runId, expect }) {
    const open = () => heard(() => connectSecurely(clientCertificate()))
    // nobody has this name: if a login under it succeeds, the name was not looked at
    const answer = await external({ pause }, open, `nobody-${runId}`)
    throwIfTemporary(answer)
    expect(!letsIn(answer), `EXTERNAL as "nobody-${runId}" draws "${answer}"`)
  },
})
