import type { Declaration } from '../../harness/subject.ts'

const says = (answer: Declaration['answer'], text: string): Declaration => ({
  answer,
  source: `servers/reference: ${text}`,
})

/** What the reference answers where the wire cannot. */
export const declared: Readonly<Record<string, Declaration>> = {
  'rfc3207-6-3': says('no', 'nothing is kept between sessions'),
}
