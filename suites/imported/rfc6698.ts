import { checked, importedBy } from '../requirement.ts'

const imported = importedBy('RFC 8314 sections 4.5.4 and 5.3 (TLSA, DANE)')

export const rfc6698 = {
  'imp-rfc6698-4.1-1': imported('MUST', ['mua'], 'Whether a TLSA set counts depends on its DNSSEC state.', checked),
  'imp-rfc6698-4.1-3': imported('MUST', ['mua'], 'A bogus TLSA answer stops the connection.', checked),
  'imp-rfc6698-4.1-11': imported('MUST', ['mua'], 'No association matches: the handshake is aborted.', checked),
}
