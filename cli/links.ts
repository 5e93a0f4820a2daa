/** Where a section of an RFC is read. Appendices have letters. */
export function sectionLink(rfc: number, section: string): string {
  return `https://www.rfc-editor.org/rfc/rfc${rfc}#${/^[A-Z]/.test(section) ? 'appendix' : 'section'}-${section}`
}
