import type { Check } from '../../../../harness/check.ts'
import { certificateChoices } from './certificate-choices.ts'
import { certificates } from './certificates.ts'
import {
  keepsCertificatesApart,
  logsInByCertificate,
  showsClientCertificate,
  showsNoneUnauthorized,
  writesEmptyResponse,
} from './client-certificates.ts'
import { daneStates, daneSupported } from './dane.ts'
import { mismatchEndsTheAttempt } from './mismatch-ends-the-attempt.ts'
import { aliasIsTheReference, internationalizedName } from './names-from-dns.ts'
import { offersNoSsl2, offersRecommended, prefersForwardSecrecy, sendsServerName } from './offers.ts'
import { answersOldHello, minimumWantsTls12, oldVersionsRefused } from './old-tls.ts'
import { plainWithoutVerification } from './plain-without-verification.ts'
import { speaksTls12OrLater, versionsSpoken } from './versions.ts'
import { weakSuitesRefused } from './weak-suites.ts'

/** What clients do in handshakes, and what they make of certificates. */
export const tlsClientChecks: readonly Check[] = [
  ...certificates,
  ...certificateChoices,
  ...plainWithoutVerification,
  mismatchEndsTheAttempt,
  aliasIsTheReference,
  internationalizedName,
  speaksTls12OrLater,
  versionsSpoken,
  ...oldVersionsRefused,
  minimumWantsTls12,
  answersOldHello,
  offersRecommended,
  prefersForwardSecrecy,
  ...weakSuitesRefused,
  sendsServerName,
  offersNoSsl2,
  showsClientCertificate,
  showsNoneUnauthorized,
  keepsCertificatesApart,
  logsInByCertificate,
  writesEmptyResponse,
  daneSupported,
  ...daneStates,
]
