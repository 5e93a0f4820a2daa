import { containerClient } from '../container/container-client.ts'

/** Beside these it uses STARTTLS wherever that is offered, whatever the certificate is. */
const secure = `hosts_require_tls = *
  tls_verify_hosts = *`

export const exim = containerClient({
  name: 'exim',
  description: 'Exim of Debian 12 as a relay to a smarthost, with GnuTLS',
  package: 'exim4-daemon-heavy',
  role: 'smtp-client',
  speaks: { smtp: ['starttls-required', 'starttls-if-possible'] },
  command: ({ mode, host, port, trust, message, from, to }) => ({
    // one attempt to deliver, in the foreground; what came of it is in the log
    argv: ['sh', '-c', `${prepare}; exim -C "$PWD/exim.conf" -odf -oi -f "$1" "$2"; cat mainlog`, 'sh', from, to],
    files: {
      'ca.pem': trust,
      'exim.conf': `primary_hostname = client.example.org
exim_path = /usr/local/sbin/exim
keep_environment =
spool_directory = SPOOL
log_file_path = SPOOL/%slog
domainlist local_domains =
trusted_users = root
tls_advertise_hosts =

begin routers
smarthost:
  driver = manualroute
  route_list = * "${host}::${port}" byname
  self = send
  transport = smarthost

begin transports
smarthost:
  driver = smtp
  connect_timeout = 5s
  command_timeout = 20s
  tls_verify_certificates = SPOOL/ca.pem
  ${mode === 'starttls-required' ? secure : ''}

begin retry
* * F,1h,15m
`,
    },
    input: message.replaceAll('\r\n', '\n'),
  }),
  succeeded: (_exitCode, output) => / => .* C="250/.test(output),
})

/** Exim gives up the rights of root to deliver, and its configuration is to name whole paths. */
const prepare = 'sed -i "s,SPOOL,$PWD," exim.conf; chmod 644 ca.pem exim.conf; chown Debian-exim .'
