import type { Answer, Dialogue } from '../../harness/dialogue/dialogue.ts'
import { ImapClient } from '../../harness/dialogue/imap-client.ts'
import type { ImapAnswer } from '../../harness/dialogue/imap-response.ts'
import type { Pop3Reply } from '../../harness/dialogue/pop3-reply.ts'

/** Asks for something that only a login permits, and that changes nothing: the separator of mailbox names, or STAT. */
export async function look(dialogue: Dialogue): Promise<Answer> {
  return await dialogue.command(dialogue instanceof ImapClient ? 'LIST "" ""' : 'STAT')
}

/** Whether a password that we can send is taken now, by what is listed. */
export async function offersLogin(dialogue: Dialogue): Promise<boolean> {
  const { listed, mechanisms } = await dialogue.capabilities()
  const lists = (keyword: string) => listed.some((each) => each.toUpperCase() === keyword)
  return mechanisms.includes('PLAIN') || (dialogue instanceof ImapClient ? !lists('LOGINDISABLED') : lists('USER'))
}

/** The command that asks for TLS. */
export function upgradeCommand(dialogue: Dialogue): string {
  return dialogue instanceof ImapClient ? 'STARTTLS' : 'STLS'
}

/** OK, NO, BAD; +OK, -ERR. */
export function statusOf(answer: Answer): string {
  return (answer as ImapAnswer | Pop3Reply).status
}

/** Ends the check where IMAP4rev2 is not listed. */
export async function needsRev2(imap: ImapClient, { notApplicable }: { notApplicable: (text: string) => never }) {
  if (!(await imap.capabilities()).includes('IMAP4REV2')) {
    notApplicable('IMAP4rev2 is not listed: what RFC 9051 adds does not bind this server')
  }
}
