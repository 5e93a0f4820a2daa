import type { SmtpContext } from '../../../harness/check.ts'
import type { SmtpReply } from '../../../harness/dialogue/smtp-reply.ts'
import { logInInsideTls, type Login, type Relay, relayWithoutLogin } from './early-login.ts'

/** Inside TLS: what is let through without a login, after one from before TLS, and after one there where that can be had. */
export interface Observed extends Login {
  without: Relay
  kept: Relay
}

/** Holds what was let through against what is refused without a login, and for want of it. */
export async function compareRelays(observed: Observed, context: SmtpContext): Promise<void> {
  if (isPutOff(observed)) return
  const { expect, inconclusive } = context
  const { without, kept, afterwards } = observed
  const { mail } = without
  const opens = mail.class === 5 && afterwards?.mail.accepted
  // 530 asks for a login (RFC 4954, section 6); other refusals may have other reasons
  const asks = mail.code === 530 && (kept.mail.accepted || kept.mail.code === 530)
  if (!mail.accepted && !opens && !asks) {
    const behindLogin = afterwards?.mail ?? 'no login there'
    inconclusive('control-failed', `MAIL draws "${mail}" without a login, and after one inside TLS "${behindLogin}"`)
  }
  // a recipient that is refused to everybody shows nothing
  const rcpt = [kept, afterwards].some((each) => each?.rcpt?.accepted) || without.rcpt?.code === 530
  if (mail.accepted && !without.rcpt?.accepted && !rcpt)
    inconclusive('control-failed', `RCPT draws "${without.rcpt}" without a login, and no login is known to help`)
  for (const command of ['mail', 'rcpt'] as const) {
    const [reply, due] = [kept[command], without[command]]
    if (!reply?.accepted || !due || due.accepted) continue
    const repeated = (await relayWithoutLogin(context))[command]
    if (due.class !== 5 || repeated?.class !== 5)
      inconclusive('control-failed', `without a login, "${due}" and then "${repeated}" came: no refusal for good`)
    expect(false, `the login from before TLS still counts: "${reply}", without it "${due}"`)
  }
}

/** Holds what a login draws behind one from before TLS against a first one, and a second one, inside TLS. */
export async function compareLogins(again: SmtpReply, observed: Observed, context: SmtpContext): Promise<void> {
  const { expect, notApplicable } = context
  const { without, kept, login, second } = observed
  expect(again.code !== 503 || login.class !== 2, `a login inside TLS is refused as a second one: "${again}"`)
  if (isPutOff(observed)) notApplicable(`MAIL is put off, with a login or without: "${kept.mail}"`)
  if (without.rcpt?.accepted) await compareWithSecond(again, second, context)
}

/** Where mail needs no login, a login shows only in that another one is refused: that is so where a second one inside TLS is. */
async function compareWithSecond(again: SmtpReply, second: SmtpReply | undefined, context: SmtpContext): Promise<void> {
  const { expect, notApplicable, inconclusive } = context
  if (!second) return notApplicable('mail is taken without a login, so none can be missed')
  if (second.class !== 5)
    return notApplicable(
      `mail is taken without a login, and a second AUTH draws "${second}", so a login cannot be seen`,
    )
  if (again.class === 2) return
  // it may be refused for another reason, such as too many logins
  const first = await logInInsideTls(context)
  const asSecond = again.code === second.code && first.class === 2
  expect(!asSecond, `a login inside TLS is refused as a second one: "${again}", a first one draws "${first}"`)
  inconclusive(
    'control-failed',
    `a login inside TLS draws "${again}", a second one "${second}", a first one "${first}"`,
  )
}

function isPutOff({ without, kept, afterwards }: Observed): boolean {
  return [without, kept, afterwards].every((each) => each?.mail.class === 4)
}
