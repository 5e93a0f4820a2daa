import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { lineOf, soup } from '../../harness/testing/arbitraries.ts'
import { property } from '../../harness/testing/property.ts'
import { fencesOf } from './fences.ts'

const tokens = ['```', '```sh', '\n', 'x', '`', '```\n', '```ts\n', '  ```']
const line = lineOf().filter((text) => !text.startsWith('```'))
const part = fc.oneof(
  fc.record({ text: line }),
  fc.record({ language: fc.constantFrom('sh', 'ts', 'console', 'yaml'), lines: fc.array(line) }),
)

describe('Fences in Markdown', () => {
  property('Fenced blocks are found as they were written', [fc.array(part)], (parts) => {
    const written = parts.map((each) =>
      'text' in each ? [each.text] : [`\`\`\`${each.language}`, ...each.lines, '```'],
    )
    const markdown = written
      .flat()
      .map((each) => `${each}\n`)
      .join('')
    const wanted = parts.flatMap((each, i) =>
      'text' in each
        ? []
        : [
            {
              file: 'a.md',
              line: 1 + written.slice(0, i).flat().length,
              language: each.language,
              text: each.lines.map((text) => `${text}\n`).join(''),
            },
          ],
    )
    expect(fencesOf(markdown, 'a.md')).toEqual(wanted)
  })

  property('Whatever stands in a document, what is found stands in it', [soup(tokens)], (markdown) => {
    const lines = markdown.split('\n')
    for (const { line, language, text } of fencesOf(markdown, 'a.md')) {
      expect(lines[line - 1]).toBe(`\`\`\`${language}`)
      expect(markdown).toContain(text)
    }
  })
})
