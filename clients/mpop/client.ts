import { containerClient } from '../container/container-client.ts'

export const mpop = containerClient({
  name: 'mpop',
  description: 'mpop of Debian 12, with GnuTLS',
  role: 'mua',
  speaks: { pop3: ['implicit', 'starttls-required', 'cleartext'] },
  takes: ['client-certificate'],
  command: ({ mode, host, port, user, password, trust, clientCertificate }) => ({
    argv: [
      // with --host no configuration file counts
      ['mpop', `--host=${host}`, `--port=${port}`, '--timeout=5', '--tls-trust-file=ca.pem'],
      [`--tls=${mode === 'cleartext' ? 'off' : 'on'}`, `--tls-starttls=${mode === 'implicit' ? 'off' : 'on'}`],
      // it has to be told to show a password without TLS, and to do without one
      [`--auth=${clientCertificate ? 'external' : mode === 'cleartext' ? 'plain' : 'on'}`],
      [`--user=${user}`, '--passwordeval=cat password'],
      clientCertificate ? ['--tls-cert-file=cert.pem', '--tls-key-file=key.pem'] : [],
      ['--keep=on', '--delivery=mbox,mailbox', '--uidls-file=uidls'],
    ].flat(),
    files: {
      'ca.pem': trust,
      password,
      ...(clientCertificate && { 'cert.pem': clientCertificate.cert, 'key.pem': clientCertificate.key }),
    },
  }),
})
