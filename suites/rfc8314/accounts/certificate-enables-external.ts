import type { Context } from '../../../harness/check.ts'
import { check } from '../../check.ts'
import { getsIn, isPreauthenticated } from './external.ts'
import { withoutLogin } from './without-login.ts'

export const certificateEnablesExternal = check({
  id: 'rfc8314/server/certificate-enables-external',
  roles: ['submission-server', 'imap-server', 'pop3-server'],
  ports: 'implicit-tls',
  decides: ['rfc8314-4.2-3'],
  setUp: 'client-certificates',
  harms: ['relay-attempt'],
  purpose: 'a certificate that is taken as sufficient can be used with EXTERNAL',
  async precondition(context) {
    const { connectSecurely, clientCertificate, seen, role } = context
    const dialogue = await connectSecurely(clientCertificate())
    if (isPreauthenticated(dialogue)) {
      seen('PREAUTH')
      return false
    }
    const listed = (await dialogue.capabilities()).mechanisms.includes('EXTERNAL')
    dialogue.close()
    const works = await getsIn(() => connectSecurely(clientCertificate()), context)
    seen(`EXTERNAL is ${listed ? '' : 'not '}listed, and ${works ? 'works' : 'is refused'}`)
    if (works) return false
    // what shows it does no harm there
    if (role !== 'submission-server') await sufficientWithoutExternal(context)
    return true
  },
  run: sufficientWithoutExternal,
})

/** EXTERNAL does not work: is the certificate sufficient all the same? */
async function sufficientWithoutExternal(context: Context): Promise<void> {
  const { connectSecurely, clientCertificate, expect, inconclusive } = context
  const certified = await connectSecurely(clientCertificate())
  await certified.capabilities()
  const answer = await withoutLogin(certified, context)
  const anybody = await connectSecurely()
  await anybody.capabilities()
  const control = await withoutLogin(anybody, context)
  const sufficient = `the certificate makes a login needless ("${answer}", without it "${control}")`
  expect(!answer.accepted || control.accepted, `${sufficient}, and EXTERNAL does not work`)
  inconclusive('certificate-without-effect', 'the accepted certificate has no effect: is it mapped to an account?')
}
