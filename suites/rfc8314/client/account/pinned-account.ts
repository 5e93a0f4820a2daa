import { type AccountEncounter, enteredBy, type Stay } from '../../../visit/account-encounter.ts'
import type { Launch, ServerScript } from '../../../visit/site.ts'

/** A certificate that does not validate, though it has the right names. */
export const pinnable = 'self-signed'

/** An account for which the user has accepted certificates, and what came of its set-up and first use. */
export type PinnedAccount = Stay & { established: Launch }

/** Sets such an account up; not applicable where the client does not offer that, or the user's word changes nothing. */
export async function pinnedAccount(
  encounter: AccountEncounter,
  servers: Readonly<Record<string, ServerScript>> = serversWith(encounter, pinnable),
): Promise<PinnedAccount> {
  const { stay, notApplicable } = encounter
  const [willing, unwilling] = await Promise.all([stay({ servers }), stay({ servers })])
  const [established, refused] = await Promise.all([willing.establish({ consent: true }), unwilling.establish()])
  if (enteredBy(refused).includes('in')) notApplicable('the client accepts such a certificate without a question')
  if (!enteredBy(established).includes('in')) notApplicable('the client does not pin certificates')
  return { ...willing, established }
}

/** All servers of an account, with certificates of a kind. */
export function serversWith(
  { access, submission }: AccountEncounter,
  certificate: ServerScript['certificate'],
): Record<string, ServerScript> {
  return {
    in: { protocol: access.tls, certificate },
    ...(submission && { out: { protocol: submission.tls, certificate } }),
  }
}
