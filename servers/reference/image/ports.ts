import { type Protocol, protocols, type SetUp, setUpsOf } from '../../../harness/subject.ts'

const first: Record<Protocol, number> = {
  smtp: 2500,
  submission: 5870,
  submissions: 4650,
  imap: 1430,
  imaps: 9930,
  pop3: 1100,
  pop3s: 9950,
}

/** The port on which the image serves each protocol in each set-up. */
export const imagePorts = Object.fromEntries(
  (Object.keys(protocols) as Protocol[]).map((protocol) => [protocol, numbered(protocol)]),
) as Record<Protocol, Partial<Record<SetUp, number>>>

function numbered(protocol: Protocol): Partial<Record<SetUp, number>> {
  return Object.fromEntries(setUpsOf(protocol).map((setUp, i) => [setUp, first[protocol] + i]))
}
