/** Ends a session that must not go on, or that the server will not go on with; the message is for the user. */
export class Refused extends Error {
  override readonly name = 'Refused'
}
