import type { Language } from '../../harness/subject.ts'
import type { Command } from './commands.ts'
import type { Visit } from './visit.ts'

/** What says nothing about what a client has been told. */
const courtesies = ['EHLO', 'NOOP', 'RSET', 'QUIT', 'LOGOUT', 'CAPABILITY', 'CAPA']

/**
 * What a client did inside TLS, as far as it depends on what it has been told: each command once, with the mechanism of a
 * login, the extensions that MAIL and RCPT make use of, what goes on behind a continuation request, and pipelining.
 */
export function usesIn(
  { inside, pipelines }: Pick<Visit, 'inside'> & Partial<Pick<Visit, 'pipelines'>>,
  language: Language,
): Set<string> {
  const uses = inside
    // what IMAP has without a tag is part of a literal
    .filter(({ verb, tag }) => /^[A-Z]+$/.test(verb) && !courtesies.includes(verb) && (language !== 'imap' || tag))
    .flatMap((command) => usesOf(command, language))
  return new Set([...uses, ...(pipelines ? ['PIPELINING'] : [])])
}

function usesOf(command: Command, language: Language): string[] {
  const { verb, continued } = command
  return [...namesOf(command, language), ...(continued ? [`continuation of ${verb}`] : [])]
}

function namesOf({ verb, text }: Command, language: Language): string[] {
  const [, first = '', second] = text.toUpperCase().split(' ')
  // alone it asks for the mechanisms, in POP3
  if (verb === 'AUTH') return first === '' ? [] : [`AUTH ${first}`]
  if (verb === 'AUTHENTICATE') return [`${verb} ${first}`, ...(second === undefined ? [] : ['SASL-IR'])]
  if (language === 'imap') return [verb, ...(/\{\d+\+\}$/.test(text) ? ['LITERAL+'] : [])]
  if (language !== 'smtp' || !['MAIL', 'RCPT'].includes(verb)) return [verb]
  const extensions = text.replace(/^[^>]*>/, '').matchAll(/ ([A-Za-z0-9-]+)/g)
  return [verb, ...Array.from(extensions, ([, name = '']) => `${name.toUpperCase()} of ${verb}`)]
}

/** What a client did inside TLS that it did in none of the others. */
export function beyond(visit: Visit, others: readonly Visit[], language: Language): string[] {
  const usual = new Set(others.flatMap((each) => [...usesIn(each, language)]))
  return [...usesIn(visit, language)].filter((use) => !usual.has(use))
}
