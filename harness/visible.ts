/** Makes what a terminal would obey visible: control characters, other ends of lines, and those that turn the direction of text. */
export function visible(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (c) => `\\x${c.codePointAt(0)!.toString(16).padStart(2, '0')}`)
}
