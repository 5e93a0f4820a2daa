import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerRequest } from '../../harness/client.ts'
import { clientFolder } from '../client-folder.ts'
import { containerClient } from '../container/container-client.ts'

export const postfix = containerClient({
  name: 'postfix',
  description: 'Postfix of Debian 12 as a relay to a smarthost, with OpenSSL',
  role: 'smtp-client',
  speaks: { smtp: ['starttls-required', 'starttls-if-possible'] },
  command: (request) => ({
    argv: ['sh', 'relay.sh', request.from, request.to],
    files: {
      'ca.pem': request.trust,
      'main.cf': settings(request),
      'master.cf': services,
      'relay.sh': readFileSync(join(clientFolder('postfix'), 'relay.sh'), 'utf8'),
    },
    input: request.message.replaceAll('\r\n', '\n'),
  }),
  succeeded: (_exitCode, output) => output.includes('status=sent'),
})

function settings({ mode, host, port }: ServerRequest): string {
  return `compatibility_level = 3.6
myhostname = client.example.org
mydestination =
inet_interfaces = loopback-only
relayhost = [${host}]:${port}
smtp_host_lookup = native
smtp_tls_security_level = ${mode === 'starttls-required' ? 'secure' : 'may'}
smtp_tls_CAfile = $config_directory/ca.pem
smtp_connect_timeout = 5s
queue_directory = $config_directory/queue
data_directory = $config_directory/data
in_flow_delay = 0s
maillog_file_prefixes = $config_directory
maillog_file = $config_directory/log
`
}

/** What Debian's master.cf has of these, without a chroot. */
const services = `pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`
