import type { Answer, Dialogue } from '../../harness/dialogue/dialogue.ts'
import type { Peer } from '../../harness/peer.ts'

/** What attacks need to know of a language: how to speak it behind STARTTLS or STLS, and what proves that it was heard. */
export interface Dialect {
  /** asks for TLS; an attack may cut it in two here */
  upgrade: readonly [string, string]
  /** a command that draws an answer of its own before a login: what is injected, time and again */
  injected(this: void, ordinal?: number): string
  /** another one, the shape of its answer where `hello` does not show it, and whether it ends the connection */
  other: { line: string; draws?: string; ends?: boolean }
  /** some 20 kB of lines, each as long as the language permits */
  filling: string
  /** a command that may come before the upgrade in one segment, which says nothing about the client */
  before: string
  /** unfinished lines to stand in front of the first command inside TLS */
  halves: Halves
  /** begins a SASL exchange, and the shape of the answer that asks for a response */
  sasl: { line: string; draws?: string }
  /** a line that no server knows, and that leaves nothing behind */
  unknown: string
  /**
   * Says hello in cleartext: whether TLS is offered, and the shapes of answers that injected commands would draw. `briefly`
   * is without what the server may hang up on.
   */
  hello(this: void, dialogue: Dialogue, briefly?: boolean): Promise<{ offered: boolean; own: string[] }>
  /** What is said inside TLS: a hello; a fence, whose answer has another shape; a farewell that makes the server close. */
  script(this: void, dialogue: Dialogue): readonly [string, string, string]
  answers(this: void, source: Source): Answers
  /** whether the answer to the upgrade means that the handshake is next */
  isGoAhead(this: void, answer: Answer): boolean
  /** whether the farewell is answered */
  hasFarewell(this: void, answers: readonly Answer[]): boolean
  /** whether an answer only says that the server closes */
  isClosing(this: void, answer: Answer): boolean
  /** whether an answer refuses a command for good */
  isRefusal(this: void, answer: Answer): boolean
  /** a refusal in a word: its code, or its status */
  word(this: void, answer: Answer): string
  proof: Proof
}

/** A half that spoils the command behind it, and others that may not; or halves of commands whose tag tells that they were read. */
export type Halves = { spoiling: string; harmless: readonly string[] } | { tagged: readonly string[] }

/** What shows that plaintext behind the upgrade was obeyed. */
export interface Proof {
  /** Among the answers inside TLS, those due being known from the control: how it shows, as the end of a sentence. */
  insideTls(this: void, answers: readonly Answer[], due: readonly Answer[], own: readonly string[]): string | undefined
  /** The answer in cleartext, where the handshake was due, to one of so many injected commands. */
  inCleartext(this: void, answers: readonly Answer[], own: readonly string[], commands: number): Answer | undefined
}

/** What answers are read from: a peer, or text that has come. */
export type Source = Pick<Peer, 'line' | 'exactly'>

/** Reads answers one by one. Only the next may show what the last one was: a list in POP3 has no mark on its first line. */
export class Answers {
  readonly all: Answer[] = []
  readonly #read: (before: Answer[]) => Promise<Answer>

  /** `read` reads one more, and may put a fuller one in the place of the last before it. */
  constructor(read: (before: Answer[]) => Promise<Answer>) {
    this.#read = read
  }

  async next(): Promise<Answer> {
    const answer = await this.#read(this.all)
    this.all.push(answer)
    return answer
  }
}
