/** What is told about one id: for people as a title, a text and facts with their labels; for scripts as JSON. */
export interface Explanation {
  title: string
  text: string
  /** labels without a fact are left out */
  facts: Record<string, readonly string[]>
  json: Record<string, unknown>
}
