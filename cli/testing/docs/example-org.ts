import { writeFileSync } from 'node:fs'
import { createAuthority } from '../../../certs/authority.ts'
import { startReference } from '../../../servers/reference/start.ts'

// The mail servers and the resolver of example.org, as documents have them: FILE gets the certificate to trust.
const [file = ''] = process.argv.slice(2)
const authority = await createAuthority()
await startReference({ authority, setUps: ['default'], port: 'assigned', resolver: { host: '192.0.2.53', port: 53 } })
await startReference({
  authority,
  protocols: ['submission'],
  setUps: ['tls-required'],
  port: 5870,
  operator: false,
})
writeFileSync(file, authority.certificate)
console.log('ready')
