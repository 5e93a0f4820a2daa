import { X509Certificate } from 'node:crypto'
// oxlint-disable-next-line import/no-unassigned-import -- toLegacyObject() before tls is loaded leaves tls broken in Node 24
import 'node:tls'

/** The names in a certificate that a client of mail may look at, and those that it must know of to look no further. */
export interface PresentedNames {
  dns: readonly string[]
  srv: readonly string[]
  ip: readonly string[]
  uri: readonly string[]
  /** common names of the subject */
  cn: readonly string[]
}

/** Reads the names in a certificate, in DER. */
export function presentedNames(certificate: Buffer): PresentedNames {
  const parsed = new X509Certificate(certificate)
  const names = alternativeNames(parsed.subjectAltName ?? '')
  const of = (kind: string) => names.filter((name) => name.startsWith(kind)).map((name) => name.slice(kind.length))
  return {
    dns: of('DNS:'),
    srv: of('othername:SRVName:'),
    ip: of('IP Address:'),
    uri: of('URI:'),
    cn: [parsed.toLegacyObject().subject.CN ?? []].flat(),
  }
}

/** Node quotes what holds a comma or worse: what stands within quotes is part of one name. */
function alternativeNames(text: string): string[] {
  return (text.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? []).map((name) => unquoted(name.replace(/^ /, '')))
}

/** As `DNS:"a b"` or `othername:"SRVName:a b"` are meant. */
function unquoted(name: string): string {
  const [, kind, text] = /^(\w[^"]*:)(".*")$/.exec(name) ?? []
  return text === undefined ? name : `${kind}${JSON.parse(text)}`
}
