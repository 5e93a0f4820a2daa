import { clientPeer } from '../../testing/peers.ts'
import { rawTlsServer } from '../../testing/raw-tls.ts'
import type { ServerTls } from '../../wire/tls-session.ts'
import { offerHello } from '../offer.ts'
import { type AnswerOptions, AnswerReader, type ServerAnswer } from '../server-answer.ts'

/** What OpenSSL, as a server of these settings, makes of a ClientHello. */
export async function offered(server: ServerTls, hello: Buffer, options?: AnswerOptions): Promise<ServerAnswer> {
  await using ends = await clientPeer()
  rawTlsServer(ends.raw.server, server)
  return await offerHello(ends.client, hello, options)
}

/** The bytes that OpenSSL, as a server of these settings, answers a ClientHello with, until the answer is complete. */
export async function flightOf(server: ServerTls, hello: Buffer): Promise<Buffer> {
  await using ends = await clientPeer()
  rawTlsServer(ends.raw.server, server)
  ends.client.send(hello)
  const reader = new AnswerReader({ certificates: true })
  const flight: Buffer[] = []
  do flight.push(await ends.client.bytes())
  while (!reader.read(flight.at(-1)!))
  return Buffer.concat(flight)
}
