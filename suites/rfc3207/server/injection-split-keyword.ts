import { inject } from '../../injection/injection.ts'
import { check } from '../../check.ts'

export const injectionSplitKeyword = check({
  id: 'rfc3207/server/injection-split-keyword',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a command behind a STARTTLS that came in two segments is never obeyed',
  async run(context) {
    await inject(context, { payloads: [{ writes: ['NOOP\r\nSTAR', 'TTLS\r\nNOOP\r\n'], answersFirst: true }] })
  },
})
