import type { Context } from '../harness/check.ts'
import { anyTls } from '../harness/wire/tls-session.ts'
import { throwIfTemporary } from './temporary.ts'

const attempts = 3

/** Passes where STARTTLS is listed and one of three handshakes comes out well; fails where it is listed and none does. */
export async function triesStartTls(context: Context): Promise<void> {
  const { connect, expect, inconclusive, seen, tlsHasWorked, serverName } = context
  const failures: string[] = []
  for (let attempt = 0; attempt < attempts; attempt++) {
    const dialogue = await connect()
    if (!(await dialogue.capabilities()).startTls) inconclusive('starttls-not-offered', 'STARTTLS not offered')
    const answer = await dialogue.askForTls()
    const goAhead = dialogue.isGoAhead(answer)
    // so many handshakes an hour, and others have had them
    if (/too many|\brate\b|\blimit/i.test(`${answer}`)) throwIfTemporary(answer)
    if (answer.accepted && !goAhead) inconclusive('starttls-refused', `STARTTLS draws "${answer}"`)
    // every version and suite that we have, so that an old or weak one is not taken for none
    const outcome = goAhead ? await dialogue.handshake({ ...anyTls, maxVersion: 'TLSv1.3' }) : undefined
    if (outcome?.ok) return seen('works', { version: outcome.facts.version, suite: outcome.facts.suite, failures })
    if (outcome?.certificateRequested)
      inconclusive('certificate-required', 'a client certificate is asked for, and none was given')
    // who has certificates by name has none for nobody: Go says so by internal_error, rustls by access_denied
    const noName = serverName === undefined ? /unrecognized_name|internal_error|access_denied/ : /unrecognized_name/
    if (noName.test(outcome?.text ?? ''))
      inconclusive('server-name', 'the server asks for another name: give it with --server-name')
    // a certificate chain that is longer than OpenSSL reads is no broken promise
    if (outcome?.text.includes('EXCESSIVE_MESSAGE_SIZE'))
      inconclusive('too-long', `the server's certificates are larger than what OpenSSL reads: ${outcome.text}`)
    failures.push(outcome?.text ?? `STARTTLS draws "${answer}"`)
    dialogue.peer.close()
  }
  if (tlsHasWorked) inconclusive('intermittent', `TLS has worked, and fails in ${attempts} attempts: ${failures[0]}`)
  expect(false, `STARTTLS is offered, but ${attempts} of ${attempts} attempts get no TLS: ${failures[0]}`)
}

/** Passes where a server without a certificate does not list STARTTLS, or serves it all the same. */
export async function triesStartTlsWithoutCertificate({ connect, expect, seen }: Context): Promise<void> {
  const dialogue = await connect()
  if (!(await dialogue.capabilities()).startTls) return seen('not offered')
  const answer = await dialogue.askForTls()
  expect(dialogue.isGoAhead(answer), `STARTTLS is offered without a certificate and draws "${answer}"`)
  const outcome = await dialogue.handshake()
  expect(outcome.ok, `STARTTLS is offered without a certificate and gets no TLS: ${outcome.ok ? '' : outcome.text}`)
  seen('offered, and works')
}
