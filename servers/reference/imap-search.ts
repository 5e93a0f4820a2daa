import { headerOf, type StoredMessage } from './mailbox.ts'

const flags = ['ANSWERED', 'DELETED', 'DRAFT', 'FLAGGED', 'SEEN']

/** Keys that say nothing of a message that has no flag, and those that exclude it. */
const holds = new Set(['ALL', 'OLD', ...flags.map((flag) => `UN${flag}`), ...flags.map((flag) => `NOT ${flag}`)])
const excludes = new Set(['NEW', 'RECENT', ...flags])

/**
 * Answers SEARCH with as much as clients ask for to find what is new, or one message: those that it finds, or nothing where
 * it asks for something else (RFC 9051, section 6.4.4).
 */
export function searched(messages: readonly StoredMessage[], asked: string): StoredMessage[] | undefined {
  const criteria = asked.replace(/^CHARSET \S+ /i, '')
  const inside = /^\((.*)\)$/s.exec(criteria)?.[1] ?? criteria
  const [, messageId] = /^HEADER Message-ID "?([^"]*)"?$/i.exec(inside) ?? []
  if (messageId) return messages.filter(({ text }) => headerOf(text).includes(messageId))
  const keys = inside.toUpperCase().match(/NOT \S+|\S+/g) ?? []
  if (keys.length === 0 || !keys.every((key) => holds.has(key) || excludes.has(key))) return undefined
  return keys.some((key) => excludes.has(key)) ? [] : [...messages]
}
