import { type Ends, peers } from './peers.ts'

/** A server that answers line by line, as told. */
export interface Scripted extends Ends {
  /** what the client has sent, by line, `TAG` for its tags where it has any */
  heard: string[]
  /** Reads a line for each answer, and answers it; what is not sent is undefined. `TAG` stands for the last tag. */
  answer: (...answers: (string | undefined)[]) => Promise<void>
}

/** Both ends of a connection, on which the server has greeted. */
export async function scripted(greeting: string): Promise<Scripted> {
  const ends = await peers()
  ends.server.send(`${greeting}\r\n`)
  const heard: string[] = []
  let tag = ''
  const answer = async (...answers: (string | undefined)[]): Promise<void> => {
    for (const text of answers) {
      const line = await ends.server.line()
      tag = /^m\d+(?= )/.exec(line)?.[0] ?? tag
      heard.push(line.replace(/^m\d+(?= )/, 'TAG'))
      if (text !== undefined) ends.server.send(`${text.replace(/\r?\n/g, '\r\n').replaceAll('TAG', tag)}\r\n`)
    }
  }
  return { ...ends, heard, answer }
}
