import type { Mode } from '../../harness/client.ts'
import { containerClient } from '../container/container-client.ts'

const tls: Partial<Record<Mode, string>> = {
  implicit: '--tls-on-connect',
  'starttls-required': '--tls',
  'starttls-if-possible': '--tls-optional',
}

export const swaks = containerClient({
  name: 'swaks',
  description: 'swaks of Debian 12, known for its faults: it compares no host names and believes what came before TLS',
  role: 'mua',
  speaks: { smtp: ['implicit', 'starttls-required', 'starttls-if-possible', 'cleartext'] },
  takes: ['client-certificate'],
  command: ({ mode, host, port, user, password, trust, clientCertificate, message, from, to }) => ({
    argv: [
      ['swaks', '--server', host, '--port', `${port}`, '--timeout', '5'],
      mode === 'cleartext' ? [] : [tls[mode]!, '--tls-verify', '--tls-ca-path', 'ca.pem', '--tls-sni', host],
      clientCertificate ? ['--tls-cert', 'cert.pem', '--tls-key', 'key.pem'] : [],
      // logs in wherever a login is offered: by PLAIN, rather than LOGIN, unless there is a certificate to log in by
      ['--auth-optional-strict', ...(clientCertificate ? [] : ['PLAIN'])],
      ['--auth-user', user],
      ['--from', from, '--to', to, '--data', '@message.eml'],
    ].flat(),
    // what stands in a command line, every user of the machine can read
    environment: { SWAKS_OPT_auth_password: password },
    files: {
      'ca.pem': trust,
      ...(clientCertificate && { 'cert.pem': clientCertificate.cert, 'key.pem': clientCertificate.key }),
      'message.eml': message,
    },
  }),
})
