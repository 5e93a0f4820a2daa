import type { Language } from '../../../harness/subject.ts'
import { actionsAmong } from '../../visit/commands.ts'
import type { Encounter } from '../../visit/encounter.ts'
import { beyond } from '../../visit/uses.ts'
import { controlOf, expectNothingBeyond, lookAt, scriptOf, throwUnlessInside } from './deceive.ts'
import { bare, type Lists, listing, saying } from './servers.ts'

/** As much as makes a difference to a client that reads lists; nothing that forbids to go on. */
const rich: Lists = {
  smtp: [
    'SIZE 50000000',
    '8BITMIME',
    'CHUNKING',
    'BINARYMIME',
    'SMTPUTF8',
    'DSN',
    'PIPELINING',
    'DELIVERBY',
    'MT-PRIORITY',
    'REQUIRETLS',
    'ETRN',
    'AUTH PLAIN LOGIN CRAM-MD5',
  ],
  imap: [
    'IMAP4rev1',
    'SASL-IR',
    'AUTH=PLAIN',
    'AUTH=LOGIN',
    'AUTH=CRAM-MD5',
    'ID',
    'ENABLE',
    'NAMESPACE',
    'COMPRESS=DEFLATE',
    'IDLE',
    'QUOTA',
    'NOTIFY',
    'LITERAL+',
  ],
  pop3: ['UIDL', 'USER', 'SASL PLAIN LOGIN CRAM-MD5', 'TOP', 'LANG', 'UTF8', 'PIPELINING'],
}

/** What would keep a client that believes it from its task, and what has to let it do that. */
const forbidding: Partial<Record<Language, { before: Lists; inside: Lists }>> = {
  smtp: {
    before: { ...rich, smtp: [...rich.smtp.slice(1), 'SIZE 100'] },
    inside: { ...bare, smtp: ['SIZE 50000000', 'AUTH PLAIN'] },
  },
  imap: { before: { ...bare, imap: [...bare.imap, 'LOGINDISABLED'] }, inside: bare },
}

/** Lists before TLS what is not listed inside, and fails the check where the client goes by that inside. */
export async function expectListForgotten(encounter: Encounter): Promise<void> {
  const { meets, seen, language, notApplicable } = encounter
  // one that keeps the list says something inside TLS where it was given one before, and nowhere else
  const control = await lookAt(encounter, 'bare')
  const [visit, informed] = await Promise.all([
    meets(scriptOf('bare', listing({ before: rich }))),
    meets(scriptOf('bare', listing({ before: rich, inside: rich }))),
    expectTaskDone(encounter),
  ])
  await expectNothingBeyond(encounter, { visit, control, again: scriptOf('bare') }, 'before TLS')
  throwUnlessInside(encounter, control)
  if (beyond(informed, [control], language).length === 0) notApplicable('it does the same, whatever is listed')
  seen(visit.inside.length > 0 ? 'goes by the list inside TLS' : 'gives up')
}

/** What is forbidden before TLS only has to be done inside, where the client does it when nothing is forbidden at all. */
async function expectTaskDone({ meets, language, expectDone }: Encounter): Promise<void> {
  const lists = forbidding[language]
  if (!lists) return
  const [visit, control] = await Promise.all([
    meets(scriptOf('bare', listing(lists))),
    meets(scriptOf('bare', listing({ inside: lists.inside }))),
  ])
  const stopped = visit.inside.length > 0 && !visit.worked
  // who may do it without TLS may be kept from that by what was said without
  const done = control.worked && actionsAmong(control.cleartext, language).length === 0
  expectDone(!stopped || !done, 'what was listed before TLS, and not inside, keeps the client from its task')
}

/** Lists with the answer to STARTTLS what is not listed inside, and fails the check where the client makes use of it there. */
export async function expectGoAheadForgotten(encounter: Encounter): Promise<void> {
  const listed = `CAPABILITY ${rich.imap.join(' ')}`
  const control = await controlOf(encounter, 'bare')
  const forms = [
    saying({ ahead: () => `* ${listed}\r\n` }),
    saying({ goAhead: (usual) => usual.replace(' OK ', ` OK [${listed}] `) }),
  ]
  await Promise.all(
    forms.map(async (form) => {
      const visit = await encounter.meets(scriptOf('bare', form))
      await expectNothingBeyond(encounter, { visit, control, again: scriptOf('bare') }, 'with the go-ahead')
    }),
  )
}
