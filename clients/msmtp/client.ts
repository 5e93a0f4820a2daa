import { containerClient } from '../container/container-client.ts'

/** No mechanism is used without TLS, and none without a password, unless it is named. */
const auth = { cleartext: 'plain', implicit: 'on', 'starttls-required': 'on' }

const byCertificate = ['--auth=external', '--tls-cert-file=cert.pem', '--tls-key-file=key.pem']

export const msmtp = containerClient({
  name: 'msmtp',
  description: 'msmtp of Debian 12, with GnuTLS',
  role: 'mua',
  speaks: { smtp: ['implicit', 'starttls-required', 'cleartext'] },
  takes: ['client-certificate'],
  command: ({ mode, host, port, user, password, trust, clientCertificate, message, from, to }) => ({
    argv: [
      // with --host no configuration file counts
      [
        'msmtp',
        `--host=${host}`,
        `--port=${port}`,
        '--timeout=5',
        `--tls=${mode === 'cleartext' ? 'off' : 'on'}`,
        '--tls-trust-file=ca.pem',
      ],
      `--tls-starttls=${mode === 'implicit' ? 'off' : 'on'}`,
      clientCertificate ? byCertificate : ['--auth=on'],
      [`--user=${user}`, '--passwordeval=cat password', `--from=${from}`, '--', to],
    ].flat(),
    files: {
      'ca.pem': trust,
      password,
      ...(clientCertificate && { 'cert.pem': clientCertificate.cert, 'key.pem': clientCertificate.key }),
    },
    input: message.replaceAll('\r\n', '\n'),
  }),
})
