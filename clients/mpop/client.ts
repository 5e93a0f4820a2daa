import { containerClient } from '../container/container-client.ts'

export const mpop = containerClient({
  name: 'mpop',
  description: 'mpop of Debian 12, with GnuTLS',
  role: 'mua',
  speaks: { pop3: ['implicit', 'starttls-required'] },
  command: ({ mode, host, port, user, password, trust }) => ({
    argv: [
      // with --host no configuration file counts
      ['mpop', `--host=${host}`, `--port=${port}`, '--timeout=5', '--tls=on', '--tls-trust-file=ca.pem'],
      `--tls-starttls=${mode === 'implicit' ? 'off' : 'on'}`,
      ['--auth=on', `--user=${user}`, '--passwordeval=cat password'],
      ['--keep=on', '--delivery=mbox,mailbox', '--uidls-file=uidls'],
    ].flat(),
    files: { 'ca.pem': trust, password },
  }),
})
