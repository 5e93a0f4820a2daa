import type { ClientChange } from '../../clients/bugs/bug.ts'
import { showsNoCertificates } from '../../clients/variants/tls/client-certificates.ts'
import { speaksTls12Only } from '../../clients/variants/tls/offering.ts'
import {
  matchesNoWildcards,
  readsNoCommonNames,
  takesWeakSignatures,
  usesNoDane,
} from '../../clients/variants/tls/verifying.ts'

/** For each recording check of handshakes and certificates, a client on which it sees something else than on the reference. */
export const tlsClientOthers: Record<string, ClientChange> = {
  'rfc8314/client/certificate-cn-only': readsNoCommonNames[0]!,
  'rfc8314/client/certificate-wildcard': matchesNoWildcards[0]!,
  'rfc8314/client/certificate-rsa-1024': takesWeakSignatures[0]!,
  'rfc8314/client/certificate-sha1-signature': takesWeakSignatures[0]!,
  'rfc8314/client/versions': speaksTls12Only[0]!,
  'rfc8314/client/client-certificate': showsNoCertificates[0]!,
  'rfc8314/client/dane': usesNoDane[0]!,
}
