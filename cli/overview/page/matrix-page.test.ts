import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { folderForTests } from '../../../harness/testing/folders.ts'
import type { Verdict } from '../../../harness/verdict.ts'
import { ledger } from '../../../suites/ledger.ts'
import { describeInBrowser } from '../../testing/browser.ts'
import { sampleReport, sampleResult } from '../../testing/sample-report.ts'
import { buildOverview, type Surveyed } from '../overview.ts'
import { beside, nowhere } from './link.ts'
import { renderOverview } from './matrix-page.ts'

const hostile = `<script>alert(1)</script>"'><img src=x onerror=alert(2)></td></table><h1>owned</h1>&lt;b&gt;\u001b[31m\u202eevil\u0000`

/** A subject with a verdict for some requirements. */
function subject(
  name: string,
  verdicts: Record<string, Verdict>,
  version = '1.0',
  text = 'something was found',
): Surveyed {
  const results = Object.entries(verdicts).map(([id, verdict]) =>
    sampleResult(`rfc3207/server/${id}`, [id], verdict, {
      ...(verdict !== 'pass' && { reason: { code: 'violation', text } }),
    }),
  )
  const report = sampleReport(results)
  const digest = `sha256:${'ab'.repeat(32)}`
  return { name, kind: 'server', report: { ...report, subject: { ...report.subject, name, version, digest } } }
}

/** one that is folded away, far down */
const imported = 'imp-rfc3848-1-d1'

const surveyed: Surveyed[] = [
  subject('good', {
    'rfc3207-4.2-7': 'pass',
    'rfc3207-4-1': 'pass',
    'rfc3207-3-lc1': 'pass',
    'rfc3207-4-2': 'fail',
    [imported]: 'pass',
  }),
  subject('bad', {
    'rfc3207-4.2-7': 'fail',
    'rfc3207-4-1': 'inconclusive',
    'rfc3207-3-lc1': 'fail',
    'rfc3207-4-2': 'fail',
  }),
  subject(hostile, { 'rfc3207-4.2-7': 'fail' }, hostile, hostile),
  { name: 'postfix', kind: 'client', problem: { code: 'no-engine', text: 'expected a container engine, found none' } },
]
const overview = buildOverview({
  version: '1.0.0',
  requirementSet: '2026-11',
  requirements: ledger,
  startedAt: new Date(0).toISOString(),
  durationMs: 1234,
  surveyed,
})

const directory = folderForTests()
const linked = join(directory, 'matrix.html')
const alone = join(directory, 'alone.html')
beforeAll(async () => {
  await writeFile(linked, await renderOverview(overview, beside))
  await writeFile(alone, await renderOverview(overview, nowhere))
})

const row = (page: Page, id: string) => page.locator(`tr[id="${id}"]`)
const shownIds = async (page: Page) => await page.locator('.requirement:visible > th a').allTextContents()

describeInBrowser('The page of the matrix', (open) => {
  test('has a cell for each subject and requirement, which tells its verdict and leads to it in the report', async () => {
    await using opened = await open(linked)
    const { page, troubles } = opened
    expect(await page.locator('thead [data-title]').allTextContents()).toHaveLength(4)
    const cells = row(page, 'rfc3207-4.2-7').locator('td')
    expect(await cells.allTextContents()).toEqual(['✓', '✗', '✗', ''])
    expect(await cells.first().getByRole('link', { name: 'pass' }).getAttribute('href')).toBe(
      'reports/server-good.html#rfc3207-4.2-7',
    )
    const failed = cells.nth(1).getByRole('link', { name: 'fail' })
    expect(await failed.getAttribute('title')).toBe('something was found')
    // binds clients only: nobody here was asked
    expect(await row(page, 'rfc3207-4.2-2').count()).toBe(0)
    expect(await page.getByLabel('Problems').textContent()).toContain('postfix not run: expected a container engine')
    expect(troubles).toEqual([])
  })

  test('shows words of others as text, with JavaScript and without', async () => {
    for (const javaScriptEnabled of [true, false]) {
      await using opened = await open(linked, { javaScriptEnabled })
      const { page, troubles } = opened
      expect(await page.locator('thead [data-title]').nth(2).textContent()).toContain(
        '<script>alert(1)</script>"\'><img',
      )
      expect(await page.locator('html').textContent()).not.toMatch(/[^\P{C}\n]/u)
      expect(await page.locator('img, h1 + h1, script:not(body > :last-child)').count()).toBe(0)
      if (javaScriptEnabled) {
        await row(page, 'rfc3207-4.2-7').locator('td').nth(2).hover()
        expect(await page.locator('.bar').textContent()).toContain('<img src=x onerror=alert(2)>')
        expect(await page.locator('.bar img').count()).toBe(0)
      }
      expect(troubles).toEqual([])
    }
  })

  test('has the clauses first, and folds away the others until they are asked for', async () => {
    for (const javaScriptEnabled of [true, false]) {
      await using opened = await open(linked, { javaScriptEnabled })
      const { page } = opened
      expect(await shownIds(page)).toContain('rfc3207-4.2-7')
      expect(await row(page, 'rfc3207-3-lc1').isVisible()).toBe(false)
      await page.getByLabel('Text without such a key word').check()
      expect(await row(page, 'rfc3207-3-lc1').isVisible()).toBe(true)
    }
  })

  test('goes to the requirement that the URL names, through folds and filters', async () => {
    await using opened = await open(linked)
    const { page, troubles } = opened
    await page.setViewportSize({ width: 1200, height: 500 })
    await page.getByLabel('Rows').selectOption('differ')
    await page.evaluate(`location.hash = '${imported}'`)
    const top = async () => (await row(page, imported).boundingBox())?.y
    // beneath the names, above the end of the window
    await expect.poll(top).toBeGreaterThan(150)
    expect(await top()).toBeLessThan(500)
    expect(await page.locator('form output').textContent()).toMatch(/^\d+ requirements$/)
    await page.reload()
    await expect.poll(top).toBeGreaterThan(150)
    expect(await top()).toBeLessThan(500)
    expect(troubles).toEqual([])
  })

  test('narrows the rows to what differs, fails, is open or is searched for, and keeps that in the URL', async () => {
    await using opened = await open(linked)
    const { page, troubles } = opened
    const rows = page.getByLabel('Rows')
    const told = page.locator('form output')
    await rows.selectOption('differ')
    // the folded one that differs, too, is counted, and not shown
    expect(await shownIds(page)).toEqual(['rfc3207-4.2-7'])
    expect(await told.textContent()).toMatch(/^2 of \d+ requirements$/)
    expect(await page.locator('.heading[data-of=lowercase] .number').textContent()).toMatch(/^\(1 of \d+\)$/)
    await rows.selectOption('fail')
    expect(await shownIds(page)).toEqual(['rfc3207-4-2', 'rfc3207-4.2-7'])
    await rows.selectOption('open')
    expect(await shownIds(page)).toContain('rfc3207-4-1')
    await rows.selectOption('')
    await page.keyboard.press('/')
    await page.keyboard.type('3207-3-LC1')
    expect(await shownIds(page)).toEqual(['rfc3207-3-lc1'])
    expect(page.url()).toMatch(/#\?q=3207-3-LC1$/)
    await page.reload()
    expect(await shownIds(page)).toEqual(['rfc3207-3-lc1'])
    await page.getByLabel('Columns').selectOption('client')
    expect(await page.locator('thead [data-title]:visible').allTextContents()).toHaveLength(1)
    expect(troubles).toEqual([])
  })

  test('is walked by arrow keys, cell by cell, and tells of each', async () => {
    await using opened = await open(linked)
    const { page, troubles } = opened
    await row(page, 'rfc3207-4-2').locator('td').first().locator('a').focus()
    const bar = page.locator('.bar')
    expect(await bar.textContent()).toMatch(/^good 1\.0 \(server\) ✗ fail/)
    await page.keyboard.press('ArrowRight')
    expect(await bar.textContent()).toMatch(/^bad 1\.0 \(server\) ✗ fail.*something was found$/)
    await page.keyboard.press('ArrowUp')
    expect(await bar.textContent()).toMatch(/^bad 1\.0 \(server\) \? inconclusive/)
    await page.keyboard.press('End')
    expect(await page.evaluate('document.activeElement.cellIndex')).toBe(4)
    expect(await bar.isVisible()).toBe(false)
    // one stop for all cells
    expect(await page.locator('#matrix tbody .cells [tabindex="0"]').count()).toBe(1)
    expect(troubles).toEqual([])
  })

  test('leads nowhere where no report is beside it, and still tells why', async () => {
    await using opened = await open(alone)
    const { page, troubles } = opened
    expect(await page.locator('#matrix td a').count()).toBe(0)
    const failed = row(page, 'rfc3207-4.2-7').locator('td').nth(1).getByRole('img', { name: 'fail' })
    expect(await failed.getAttribute('title')).toBe('something was found')
    await page.locator('thead [data-title] a').first().click()
    expect(await page.locator('tr[id=subject-server-good]').isVisible()).toBe(true)
    expect(await page.locator('tr[id=subject-server-good]').textContent()).toContain(`sha256:${'ab'.repeat(32)}`)
    expect(troubles).toEqual([])
  })
})
