import { readFileSync } from 'node:fs'
import net from 'node:net'
import tls from 'node:tls'

// A vendor's client: PORT USER PASSWORD CA MESSAGE. It submits by SMTP, and wants STARTTLS.
const [port = '', user = '', password = '', ca = '', message = ''] = process.argv.slice(2)

/** Asks for one thing and waits for its reply, which is to be positive. */
async function ask(socket: net.Socket, line?: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  let said = ''
  const onData = (bytes: Buffer) => {
    said += bytes.toString()
    if (/^\d{3}(?: .*)?\r\n$/m.test(said.split('\r\n').slice(-2).join('\r\n'))) resolve(said)
  }
  socket
    .on('data', onData)
    .once('error', reject)
    .once('close', () => reject(new Error('closed')))
  if (line !== undefined) socket.write(`${line}\r\n`)
  const reply = await promise.finally(() => socket.off('data', onData))
  if (!/^[23]/.test(reply)) throw new Error(`${line?.split(' ')[0]}: ${reply.trim()}`)
}

const plain = net.connect(Number(port), 'localhost')
await ask(plain)
await ask(plain, 'EHLO client.invalid')
await ask(plain, 'STARTTLS')
const secure = tls.connect({ socket: plain, servername: 'localhost', ca: readFileSync(ca) })
await ask(secure, 'EHLO client.invalid')
await ask(secure, `AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`)
await ask(secure, 'MAIL FROM:<sender@example.org>')
const [, to = ''] = /^To: <(.*)>/m.exec(readFileSync(message, 'utf8')) ?? []
await ask(secure, `RCPT TO:<${to}>`)
await ask(secure, 'DATA')
await ask(secure, `${readFileSync(message, 'utf8')}\r\n.`)
await ask(secure, 'QUIT')
console.log('sent')
process.exit(0)
