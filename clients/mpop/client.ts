import { containerClient } from '../container/container-client.ts'

/** No mechanism is used without TLS, and none without a password, unless it is named. */
const auth = { cleartext: 'plain', implicit: 'on', 'starttls-required': 'on' }

const byCertificate = ['--auth=external', '--tls-cert-file=cert.pem', '--tls-key-file=key.pem']

export const mpop = containerClient({
  name: 'mpop',
  description: 'mpop of Debian 12, with GnuTLS',
  role: 'mua',
  speaks: { pop3: ['implicit', 'starttls-required', 'cleartext'] },
  takes: ['client-certificate'],
  command: ({ mode, host, port, user, password, trust, clientCertificate }) => ({
    argv: [
      // with --host no configuration file counts
      [
        'mpop',
        `--host=${host}`,
        `--port=${port}`,
        '--timeout=5',
        `--tls=${mode === 'cleartext' ? 'off' : 'on'}`,
        '--tls-trust-file=ca.pem',
      ],
      `--tls-starttls=${mode === 'implicit' ? 'off' : 'on'}`,
      clientCertificate ? byCertificate : ['--auth=on'],
      [`--user=${user}`, '--passwordeval=cat password'],
      ['--keep=on', '--delivery=mbox,mailbox', '--uidls-file=uidls'],
    ].flat(),
    files: {
      'ca.pem': trust,
      password,
      ...(clientCertificate && { 'cert.pem': clientCertificate.cert, 'key.pem': clientCertificate.key }),
    },
  }),
})
