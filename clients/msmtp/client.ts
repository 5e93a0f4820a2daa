import { containerClient } from '../container/container-client.ts'

export const msmtp = containerClient({
  name: 'msmtp',
  description: 'msmtp of Debian 12, with GnuTLS',
  role: 'mua',
  speaks: { smtp: ['implicit', 'starttls-required', 'cleartext'] },
  takes: ['client-certificate'],
  command: ({ mode, host, port, user, password, trust, clientCertificate, message, from, to }) => ({
    argv: [
      // with --host no configuration file counts
      ['msmtp', `--host=${host}`, `--port=${port}`, '--timeout=5', '--tls-trust-file=ca.pem'],
      [`--tls=${mode === 'cleartext' ? 'off' : 'on'}`, `--tls-starttls=${mode === 'implicit' ? 'off' : 'on'}`],
      // it has to be told to show a password without TLS, and to do without one
      [`--auth=${clientCertificate ? 'external' : mode === 'cleartext' ? 'plain' : 'on'}`],
      [`--user=${user}`, '--passwordeval=cat password'],
      clientCertificate ? ['--tls-cert-file=cert.pem', '--tls-key-file=key.pem'] : [],
      [`--from=${from}`, '--', to],
    ].flat(),
    files: {
      'ca.pem': trust,
      password,
      ...(clientCertificate && { 'cert.pem': clientCertificate.cert, 'key.pem': clientCertificate.key }),
    },
    input: message.replaceAll('\r\n', '\n'),
  }),
})
