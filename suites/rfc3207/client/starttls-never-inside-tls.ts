import { clientCheck } from '../../visit/client-check.ts'

export const starttlsNeverInsideTls = clientCheck({
  id: 'rfc3207/client/starttls-never-inside-tls',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  ports: 'any',
  orIfPossible: true,
  decides: ['rfc3207-4.2-6'],
  purpose: 'STARTTLS is not sent inside TLS, though it is listed there',
  async run({ meets, expect }) {
    const { inside } = await meets({
      patches: {
        smtp: (Base) =>
          class extends Base {
            override offersStartTls() {
              return true
            }
          },
      },
    })
    expect(!inside.some(({ verb }) => verb === 'STARTTLS'), 'STARTTLS is sent inside TLS')
  },
})
