import { clientCheck } from '../../../visit/client-check.ts'

export const starttlsForSubmission = clientCheck({
  id: 'rfc8314/client/starttls-for-submission',
  roles: ['mua'],
  languages: ['smtp'],
  decides: ['rfc8314-3.3-2'],
  purpose: 'the client asks for STARTTLS where mail is submitted on a port without implicit TLS',
  withoutControl: true,
  async run({ ordinary, client, expect, inconclusive, notApplicable }) {
    const { cleartext, sessions } = await ordinary()
    if (cleartext.length === 0) inconclusive('control-failed', 'the client sends no command at all')
    const asked = cleartext.some(({ verb }) => verb === 'STARTTLS')
    if (!asked || !sessions.some(({ hello }) => hello.length > 0)) {
      const goesOn = cleartext.some(({ verb }) => verb === 'AUTH' || verb === 'MAIL')
      expect(!goesOn, 'STARTTLS is offered, and the client does not use it')
      inconclusive('control-failed', 'the client gives up before TLS')
    }
    if (!client.speaks.smtp?.includes('implicit')) {
      if (!client.complete) notApplicable('a single command claims nothing of the other way')
      inconclusive('not-declared', 'name a command for the mode implicit in mailtls.yaml, or declare the clause')
    }
  },
})

export const tlsOnlyPort = clientCheck({
  id: 'rfc8314/client/tls-only-port',
  roles: ['mua'],
  ports: 'implicit-tls',
  records: ['rfc8314-3-lc1', 'imp-rfc9325-3.2-1'],
  purpose: 'whether the client gets through where TLS comes first',
  withoutControl: true,
  async run({ ordinary, seen }) {
    const { worked } = await ordinary()
    seen(worked ? 'gets through' : 'does not get through')
  },
})
