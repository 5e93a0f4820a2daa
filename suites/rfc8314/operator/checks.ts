import type { Check } from '../../../harness/check.ts'
import { srvForImapAndPop3 } from './srv-for-imap-and-pop3.ts'
import { certificateHosts } from './certificate-hosts.ts'
import { certificateIdentifiers } from './certificate-identifiers.ts'
import { certificatesByServerName } from './certificates-by-server-name.ts'
import { certificatesNameTheHost } from './certificates-name-the-host.ts'
import { certificatesSuitSrv } from './certificates-suit-srv.ts'
import { certificatesValid } from './certificates-valid.ts'
import { certificatesWholeWildcards } from './certificates-whole-wildcards.ts'
import { cleartextLoginsGone, imapCleartextLogins, submissionCleartextLogins } from './cleartext-logins.ts'
import { implicitTlsBeforeStarttls } from './implicit-tls-before-starttls.ts'
import { implicitTlsFirst } from './implicit-tls-first.ts'
import { implicitTlsForEachService } from './implicit-tls-for-each-service.ts'
import { mxPublished } from './mx-published.ts'
import { newAccounts } from './new-accounts.ts'
import { oldVersionsOff } from './old-versions-off.ts'
import { oldVersionsWay } from './old-versions-way.ts'
import { recordsSigned } from './records-signed.ts'
import { srvPublished } from './srv-published.ts'
import { srvTargets } from './srv-targets.ts'
import { starttlsForOlderClients } from './starttls-for-older-clients.ts'
import { submissionOnPort25 } from './submission-on-port-25.ts'
import { tlsBeforeCleartext } from './tls-before-cleartext.ts'
import { tlsForEachService } from './tls-for-each-service.ts'
import { tlsaPublished } from './tlsa-published.ts'
import { tlsaSigned } from './tlsa-signed.ts'

/** What the operator is to publish and to serve (sections 4 and 4.5). */
export const operatorChecks: readonly Check[] = [
  tlsForEachService,
  implicitTlsForEachService,
  starttlsForOlderClients,
  cleartextLoginsGone,
  imapCleartextLogins,
  submissionCleartextLogins,
  submissionOnPort25,
  oldVersionsOff,
  oldVersionsWay,
  newAccounts,
  certificatesValid,
  certificatesNameTheHost,
  certificatesSuitSrv,
  certificatesWholeWildcards,
  certificateIdentifiers,
  certificateHosts,
  certificatesByServerName,
  srvPublished,
  srvTargets,
  srvForImapAndPop3,
  tlsBeforeCleartext,
  implicitTlsBeforeStarttls,
  implicitTlsFirst,
  mxPublished,
  recordsSigned,
  tlsaPublished,
  tlsaSigned,
]
