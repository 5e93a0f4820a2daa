import type { Peer } from '../peer.ts'
import type { Language, Role } from '../subject.ts'
import type { ClientTls } from '../wire/tls-session.ts'
import type { Dialogue } from './dialogue.ts'
import { ImapClient } from './imap-client.ts'
import { Pop3Client } from './pop3-client.ts'
import { SmtpClient } from './smtp-client.ts'

/** The dialogue that a check has with a role: its own where the role has one, else what all have in common. */
export type DialogueWith<R extends Role> = R extends 'smtp-server' | 'submission-server'
  ? SmtpClient
  : R extends 'imap-server'
    ? ImapClient
    : R extends 'pop3-server'
      ? Pop3Client
      : Dialogue

const clients = { smtp: SmtpClient, imap: ImapClient, pop3: Pop3Client } as const

/** Reads the greeting and begins the dialogue. Throws `closed-before-greeting`, `busy`, `no-service`, `not-the-protocol`. */
export async function openDialogue(language: Language, peer: Peer, tls: ClientTls): Promise<Dialogue> {
  return await clients[language].open(peer, tls)
}
