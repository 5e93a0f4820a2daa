import { containerClient } from '../container/container-client.ts'

export const msmtp = containerClient({
  name: 'msmtp',
  description: 'msmtp of Debian 12, with GnuTLS',
  role: 'mua',
  speaks: { smtp: ['implicit', 'starttls-required'] },
  command: ({ mode, host, port, user, password, trust, message, from, to }) => ({
    argv: [
      // with --host no configuration file counts
      ['msmtp', `--host=${host}`, `--port=${port}`, '--timeout=5', '--tls=on', '--tls-trust-file=ca.pem'],
      `--tls-starttls=${mode === 'implicit' ? 'off' : 'on'}`,
      ['--auth=on', `--user=${user}`, '--passwordeval=cat password', `--from=${from}`, '--', to],
    ].flat(),
    files: { 'ca.pem': trust, password },
    input: message.replaceAll('\r\n', '\n'),
  }),
})
