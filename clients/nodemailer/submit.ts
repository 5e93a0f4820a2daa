// Sends a message by nodemailer.
import { finish, told } from '../npm/program.ts'

/** The part of nodemailer that is used here. */
interface Nodemailer {
  createTransport: (options: object) => {
    sendMail: (mail: { envelope: { from: string; to: string }; raw: string }) => Promise<{ response: string }>
  }
}

/** The options that choose TLS; where nothing is chosen, the port alone decides. */
const choices = {
  implicit: { secure: true },
  'starttls-required': { secure: false, requireTLS: true },
  'starttls-if-possible': { secure: false, opportunisticTLS: true },
  cleartext: { secure: false, ignoreTLS: true },
  default: {},
}

const { loaded, request } = told('nodemailer')
const { mode, host, port, user, password, trust, from, to, message } = request
const transport = (loaded as Nodemailer).createTransport({
  // it would ask the network's resolver for localhost, too, and connect to what it answers by the same name
  host: host === 'localhost' ? '127.0.0.1' : host,
  port,
  ...choices[mode],
  auth: { user, pass: password },
  tls: { ca: trust, servername: host },
  connectionTimeout: 5000,
  greetingTimeout: 5000,
  socketTimeout: 5000,
})
await finish(transport.sendMail({ envelope: { from, to }, raw: message }).then(({ response }) => response))
