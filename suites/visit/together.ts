import type { Language } from '../../harness/subject.ts'
import type { ServerClass } from '../../servers/reference/line-server.ts'
import type { Patches } from './scene.ts'

const languages: readonly Language[] = ['smtp', 'imap', 'pop3']

/** Several changes in one: each is made to what those before it have made. */
export function together(...patches: readonly Patches[]): Patches {
  const inLanguage = (language: Language) => (Base: ServerClass) =>
    patches.reduce((Class, patch) => {
      const own = typeof patch === 'function' ? patch : patch[language]
      return own ? (own as unknown as (Class: ServerClass) => ServerClass)(Class) : Class
    }, Base)
  return Object.fromEntries(languages.map((language) => [language, inLanguage(language)]))
}
