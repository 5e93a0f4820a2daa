import { describe, expect, test } from 'vitest'
import { allKinds, failingReport, hostileReport, reportOf, result } from '../testing/failing-report.ts'
import { renderMarkdown } from './markdown.ts'

/** What is left of Markdown when fenced blocks and code spans are taken out. */
function outsideCode(markdown: string): string {
  return markdown.replaceAll(/^(`{3,})text\n[^]*?^\1$/gm, '').replaceAll(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, '')
}

const linksOf = (markdown: string) => [...outsideCode(markdown).matchAll(/\]\((.*?)\)/g)].map(([, link]) => link)

describe('The Markdown summary', () => {
  test('has the judgement, the failures with their proof, what is open, and what is declared', async () => {
    await expect(renderMarkdown(failingReport())).toMatchFileSnapshot('../testing/summary.md')
  })

  test('tells the worst first, and what is waived behind the others', () => {
    const waivers = [{ check: 'rfc3207/server/injection-same-segment', reason: 'known' }]
    const summary = renderMarkdown(reportOf(allKinds.toReversed(), { waivers }))
    expect(summary.match(/^\| \d\. \S+/gm)).toEqual([
      '| 1. rfc3207/server/starttls-hidden-inside-tls',
      '| 2. rfc3207/server/tls-required-530',
      '| 3. rfc3207/server/injection-same-segment',
      '| 4. rfc8314/server/cbc-refused',
    ])
    expect(summary).toContain('`waived: known`')
  })

  test('is short where nothing failed', () => {
    const summary = renderMarkdown(reportOf([result('rfc3207/server/starttls-works', ['rfc3207-3-lc1'], 'pass')]))
    expect(summary.match(/^#.*/gm)).toEqual(['## `mail.example.org 2.4`: undecided', '### To decide what is open'])
  })

  test('lets no word of a peer become markup, a link, a mention or something unseen', () => {
    const summary = renderMarkdown(hostileReport())
    expect(summary).not.toMatch(/[^\P{C}\n]/u)
    const rest = outsideCode(summary)
    expect(rest).not.toMatch(/evil|octocat|script|heading|onerror|ATTACHMENT|smile|quoted|`/)
    const tags = Map.groupBy(rest.match(/<\/?\w+/g)!, (tag) => tag)
    expect(Object.fromEntries([...tags].map(([tag, all]) => [tag, all.length]))).toEqual({
      '<br': 18,
      '<details': 10,
      '<summary': 10,
      '</summary': 10,
      '</details': 10,
    })
    expect(
      linksOf(summary).filter((link) => !/^https:\/\/www\.rfc-editor\.org\/rfc\/rfc\d+#section-[\d.]+$/.test(link!)),
    ).toEqual([])
  })

  test('gives each row of a table its cells, whatever stands in them', () => {
    const tables = renderMarkdown(hostileReport())
      .split('\n\n')
      .filter((block) => block.startsWith('| '))
    expect(tables).toHaveLength(3)
    for (const table of tables) {
      const cells = table.split('\n').map((row) => row.match(/\|/g)!.length)
      expect(new Set(cells).size).toBe(1)
    }
  })

  test('stays below what GitHub takes for a summary, and says what it leaves out', () => {
    const text = 'ä|`\u202e'.repeat(500)
    const results = Array.from({ length: 300 }, (_, index) =>
      result(`rfc3207/server/x-${index}`, ['rfc3207-4.2-7'], 'fail', {
        reason: { code: 'violation', text: `${index} ${text}` },
        dialogue: Array.from({ length: 30 }, () => `S: ${text}`),
      }),
    )
    const summary = renderMarkdown(reportOf(results))
    expect(Buffer.byteLength(summary)).toBeLessThan(2 ** 20)
    expect(Buffer.byteLength(summary)).toBeGreaterThan(900_000)
    expect(summary).toContain('\n… and 200 more: report.json has them\n')
    const left = Number(/\n(\d+) parts left out, for there is no room: report\.json has all\.\n$/.exec(summary)?.[1])
    expect(summary.match(/^<details><summary>\d+\. /gm)).toHaveLength(300 - left)
  })
})
