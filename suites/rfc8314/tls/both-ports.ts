import { check } from '../../check.ts'

export const bothPorts = check({
  id: 'rfc8314/server/both-ports',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['rfc8314-3.3-2'],
  purpose: 'submission has STARTTLS on one port and implicit TLS on another',
  async run({ beside, expect, inconclusive, seen }) {
    const there = async (protocol: 'submission' | 'submissions') => {
      const advice = `whether both ports are there cannot be told: name ${protocol}://, too`
      const endpoint = (await beside(protocol)) ?? inconclusive('endpoint-missing', advice)
      // a wrong URL, perhaps; and one that greets in cleartext is judged where that is the question
      if (endpoint.problem) inconclusive(endpoint.problem.code, `${protocol}: ${endpoint.problem.text}`)
      return endpoint
    }
    const [starttls, implicit] = [await there('submission'), await there('submissions')]
    const smtp = await starttls.connect()
    const { startTls } = await smtp.capabilities()
    // some take it back from whoever has broken off handshakes
    if (!startTls && starttls.tlsHasWorked) inconclusive('intermittent', 'STARTTLS was listed before, and is not now')
    expect(startTls, 'the submission port does not list STARTTLS')
    smtp.peer.close()
    // that a listed STARTTLS works is another clause
    await starttls.connectSecurely()
    await implicit.connectSecurely()
    seen('both')
  },
})
