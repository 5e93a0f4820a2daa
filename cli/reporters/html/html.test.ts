import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { folderForTests } from '../../../harness/testing/folders.ts'
import { describeInBrowser } from '../../testing/browser.ts'
import { sampleReport, sampleResult } from '../../testing/sample-report.ts'
import { renderHtml } from './html.ts'

const fingerprint = 'ab'.repeat(32)

const hidden = sampleResult('rfc3207/server/starttls-hidden', ['rfc3207-4.2-7'], 'fail', {
  reason: { code: 'violation', text: 'STARTTLS is offered inside TLS' },
  seen: { outcome: 'offered twice', verbs: ['STARTTLS'], unknown: undefined },
  dialogue: ['S: 220 mail.example.org', 'C: EHLO client', 'S: 220 mail.example.org'],
  times: [
    { at: 0.5, connection: 1 },
    { at: 1.25, connection: 1 },
    { at: 7, connection: 2 },
  ],
  tls: [
    {
      at: 2,
      connection: 1,
      version: 'TLSv1.3',
      suite: 'TLS_AES_128_GCM_SHA256',
      group: 'X25519',
      chain: [fingerprint],
    },
    {
      at: 9,
      connection: 2,
      version: 'TLSv1.3',
      suite: 'TLS_AES_128_GCM_SHA256',
      group: 'X25519',
      chain: [fingerprint],
    },
  ],
})
const waived = { reason: 'mended in 2.5', owner: 'mail-team', expires: '2027-03-31' }
const report = sampleReport(
  [
    hidden,
    sampleResult('rfc3207/server/second-starttls', ['rfc3207-4.2-1', 'rfc3207-4.2-7'], 'pass'),
    sampleResult('rfc3207/server/injection-x', ['rfc3207-4.2-1'], 'fail', {
      reason: { code: 'violation', text: 'an injected command is obeyed' },
    }),
    sampleResult('rfc3207/server/replies', ['rfc3207-4-2'], 'inconclusive', {
      reason: { code: 'not-allowed', text: 'allow it with --allow sends-mail' },
    }),
    sampleResult('rfc3207/server/looks', [], 'pass', { kind: 'records', seen: { outcome: 'closes' } }),
  ],
  {
    certificates: {
      [fingerprint]: {
        subject: 'CN=mail.example.org',
        issuer: 'CN=root',
        names: ['DNS:mail.example.org'],
        key: 'rsa 2048',
        ca: false,
      },
    },
  },
)
for (const row of [...report.findings, ...report.requirements]) {
  if ('check' in row ? row.check === hidden.id : row.id === 'rfc3207-4.2-7') row.waived = waived
}

const directory = folderForTests()
const file = join(directory, 'report.html')
beforeAll(async () => await writeFile(file, await renderHtml(report)))

const requirement = (page: Page, id: string) => page.locator(`details.requirement[id="${id}"]`)
const check = (page: Page, { key }: { key: string }) => page.locator(`details.check[id="${key}"]`)
/** The requirements that are to be seen. */
const idsIn = async (page: Page) => await page.locator('details.requirement:visible > summary > code').allTextContents()

describeInBrowser('The HTML report', (open) => {
  test('opens from a file in light and in dark, and asks for nothing and complains of nothing', async () => {
    const grounds: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await using opened = await open(file, { colorScheme })
      grounds.push(await opened.page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor'))
      expect(opened.troubles).toEqual([])
    }
    expect(grounds).toEqual(['rgb(255, 255, 255)', 'rgb(18, 22, 28)'])
  })

  test.for(['light', 'dark'] as const)('has text of good contrast in %s', async (colorScheme) => {
    await using opened = await open(file, { colorScheme })
    const names = ['pass', 'fail', 'error', 'inconclusive', 'declared', 'not-applicable', 'link', 'quiet', 'ink']
    for (const ground of ['ground', 'raised']) {
      const ratios = await opened.page.evaluate<number[]>(contrasts(names, ground))
      expect(Math.min(...ratios), `${names.join()} on ${ground}: ${ratios.join()}`).toBeGreaterThan(4.5)
    }
  })

  test('tells the judgement first, and of the findings the vulnerabilities', async () => {
    await using opened = await open(file)
    const { page } = opened
    expect(await page.locator('h1').innerText()).toBe('mail.example.org 2.4')
    expect(await page.locator('.compliance').innerText()).toMatch(
      /^not compliant 1 vulnerability, 1 violation, of which 1 waived/,
    )
    expect(await page.locator('#findings ~ details > summary').allInnerTexts()).toEqual([
      '1 vulnerability',
      '1 violation',
    ])
    expect(await page.locator('.facts > dl').innerText()).toMatch(
      /not tried\n+\d+ of \d+ requirements were not tried: /,
    )
    const byRfc = page.getByRole('table', { name: 'Compliance by RFC' })
    expect(await byRfc.getByRole('row', { name: 'RFC 3207' }).innerText()).toContain('not compliant')
    expect(await page.locator('.endpoints code').allInnerTexts()).toEqual(['smtp://mail.example.org:25'])
  })

  test('opens a check to what was expected and found, its TLS, its dialogue with times, and its command', async () => {
    await using opened = await open(file)
    const { page } = opened
    await requirement(page, 'rfc3207-4.2-7').locator('> summary').click()
    await check(page, hidden).locator('> summary').click()
    const facts = await check(page, hidden).locator('> dl').innerText()
    expect(facts.replaceAll(/\n+/g, '\n')).toBe(`expected
what holds when it passes
found
STARTTLS is offered inside TLS
known
waived by mail-team until 2027-03-31: mended in 2.5
seen
offered twice
verbs ["STARTTLS"]
set-up
default: as it is meant to run, with STARTTLS
decides
rfc3207-4.2-7
TLS
TLSv1.3, TLS_AES_128_GCM_SHA256, X25519 on connection 1, 2
certificates: CN=mail.example.org
again
${hidden.replay} Copy`)
    const lines = await check(page, hidden).locator('.dialogue li').allInnerTexts()
    expect(lines.join('\n')).toBe(`connection 1
0.5S: 220 mail.example.org
1.3C: EHLO client
connection 2
7.0S: 220 mail.example.org`)
    await check(page, hidden).getByRole('link', { name: 'CN=mail.example.org' }).click()
    expect(await page.locator('.certificates li:target').innerText()).toContain(fingerprint)
  })

  test('shows a check once: the other requirements that it decides link to it', async () => {
    await using opened = await open(file)
    const { page } = opened
    const key = report.checks[1]!.key
    expect(await page.locator(`[id="${key}"]`).count()).toBe(1)
    await requirement(page, 'rfc3207-4.2-7').locator('> summary').click()
    await requirement(page, 'rfc3207-4.2-7').getByRole('link', { name: 'second-starttls' }).click()
    expect(await check(page, { key }).getAttribute('open')).toBe('')
    expect(await requirement(page, 'rfc3207-4.2-1').getAttribute('open')).toBe('')
  })

  test('keeps what is waived as a failure, with reason, owner and last day', async () => {
    await using opened = await open(file)
    const row = requirement(opened.page, 'rfc3207-4.2-7').locator('> summary')
    expect(await row.innerText()).toMatch(/fail[^]*waived by mail-team until 2027-03-31: mended in 2.5/)
  })

  test('shows beside the requirements what belongs to none', async () => {
    await using opened = await open(file)
    const last = opened.page.getByRole('region', { name: 'Seen beside' })
    expect(await last.locator('.check > summary code').allInnerTexts()).toEqual(['rfc3207/server/looks'])
  })

  test('filters by verdict, level, class and words, and keeps that in the URL', async () => {
    await using opened = await open(file)
    const { page, troubles } = opened
    expect(await idsIn(page)).toHaveLength(report.requirements.length)
    await page.getByRole('checkbox', { name: 'fail' }).check()
    expect(await idsIn(page)).toEqual(['rfc3207-4.2-1', 'rfc3207-4.2-7', 'rfc3207-6-4'])
    expect(await page.locator('output').innerText()).toBe(`3 of ${report.requirements.length} requirements`)
    await page.getByRole('searchbox').fill('Starttls HIDDEN')
    expect(await idsIn(page)).toEqual(['rfc3207-4.2-7'])
    expect(new URL(page.url()).hash).toBe('#?verdict=fail&q=Starttls+HIDDEN')
    await page.reload()
    expect(await idsIn(page)).toEqual(['rfc3207-4.2-7'])
    expect(await page.getByRole('heading', { name: 'RFC 8314' }).isVisible()).toBe(false)
    await page.goto(`${page.url().split('#')[0]}#?level=should&class=clause`)
    expect(await page.getByRole('searchbox').inputValue()).toBe('')
    const shoulds = report.requirements.filter((row) => row.class === 'clause' && /SHOULD|RECOMM/.test(row.level))
    expect((await idsIn(page)).toSorted()).toEqual(shoulds.map(({ id }) => id).toSorted())
    expect(troubles).toEqual([])
  })

  test('opens what a link names, though the filter hides it', async () => {
    await using opened = await open(file)
    const { page } = opened
    await page.goto(`${page.url()}#?verdict=inconclusive`)
    await page.goto(`${page.url().split('#')[0]}#rfc3207-4.2-7`)
    expect(await requirement(page, 'rfc3207-4.2-7').getAttribute('open')).toBe('')
    expect(await page.locator(':focus').innerText()).toContain('rfc3207-4.2-7')
    await page.goto(`${page.url().split('#')[0]}#${hidden.key}`)
    expect(await check(page, hidden).locator('.dialogue').isVisible()).toBe(true)
  })

  test('is used by keyboard alone', async () => {
    await using opened = await open(file, { permissions: ['clipboard-read', 'clipboard-write'] })
    const { page } = opened
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').innerText()).toBe('Skip to the content')
    await page.keyboard.press('/')
    await page.keyboard.type('starttls-hidden')
    // past the link to the section
    for (let i = 0; i < 2; i++) await page.keyboard.press('Tab')
    expect(await page.locator(':focus').innerText()).toContain('rfc3207-4.2-7')
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
    await page.keyboard.press('Enter')
    while (!(await page.locator(':focus').innerText()).includes(hidden.id)) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    while ((await page.locator(':focus').innerText()) !== 'Copy') await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(hidden.replay)
  })

  test('tells everything without JavaScript', async () => {
    await using opened = await open(file, { javaScriptEnabled: false })
    const { page } = opened
    expect(await idsIn(page)).toHaveLength(report.requirements.length)
    expect(await page.getByRole('search').isVisible()).toBe(false)
    await requirement(page, 'rfc3207-4.2-7').locator('> summary').click()
    await check(page, hidden).locator('> summary').click()
    expect(await check(page, hidden).innerText()).toContain('C: EHLO client')
    expect(await check(page, hidden).getByRole('button').count()).toBe(0)
  })

  test('fits a narrow screen', async () => {
    await using opened = await open(file, { viewport: { width: 390, height: 800 } })
    await opened.page.goto(`${opened.page.url()}#${hidden.key}`)
    expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  })
})

/** WCAG 2's contrast of custom properties with another, as an expression for the page. */
function contrasts(names: readonly string[], ground: string): string {
  return `(() => {
    const style = getComputedStyle(document.documentElement)
    const luminance = (name) => {
      const parts = style.getPropertyValue('--' + name).match(/[0-9a-f]{2}/gi).map((hex) => parseInt(hex, 16) / 255)
      const [r, g, b] = parts.map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    return ${JSON.stringify(names)}.map((name) => {
      const [dark, light] = [luminance(name), luminance('${ground}')].sort((a, b) => a - b)
      return (light + 0.05) / (dark + 0.05)
    })
  })()`
}
