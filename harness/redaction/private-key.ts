/** The lines of a private key in PEM: each of them tells some of it. */
export function privateLinesOf(pem: string): string[] {
  return pem.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('-----'))
}
