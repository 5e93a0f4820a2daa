import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderForTests } from '../../../harness/testing/folders.ts'
import { describeInBrowser } from '../../testing/browser.ts'
import { mailtls } from '../../testing/run-cli.ts'

const directory = folderForTests()

/** Certifies with the HTML reporter alone; where its page is, and the exit code. */
async function certified(name: string, args: readonly string[]) {
  const reports = join(directory, name)
  const { exitCode, stdout } = await mailtls(['certify', ...args, '--reporter', 'html', '--report-dir', reports])
  expect(stdout).toBe('')
  return { exitCode, file: join(reports, 'report.html') }
}

describeInBrowser('The HTML report of a run', (open) => {
  test('of a client tells the mode that it was in, and what it said', async () => {
    const id = 'rfc3207/client/starttls-never-inside-tls'
    const { file } = await certified('client', ['--client', 'reference', '--check', id])
    await using opened = await open(file)
    const { page, troubles } = opened
    expect(await page.locator('h1').innerText()).toBe('reference')
    await page.goto(`${page.url()}#${id}@submission#starttls-required`)
    const check = page.locator(`details.check[id^="${id}@submission#"]`)
    expect(await check.locator('dl').innerText()).toMatch(/mode\n+starttls-required: STARTTLS, and nothing beyond it/)
    expect(await check.locator('.dialogue .c').first().innerText()).toMatch(/^\d+\.\dC: EHLO /)
    expect(troubles).toEqual([])
  })

  test('shows a failure that is waived, and why, though the run ends well', async () => {
    const id = 'rfc3207/server/injection-partial-line'
    const waivers = join(directory, 'waivers.yaml')
    const waiver = { check: id, reason: 'mended by the update to 3.21', owner: 'mail-team', expires: '2999-12-31' }
    await writeFile(waivers, JSON.stringify({ waivers: [waiver] }))
    const args = ['--server', 'smtp-server-3.18', '--check', id, '--waivers', waivers, '--allow-undecided']
    const { exitCode, file } = await certified('waived', args)
    expect(exitCode).toBe(0)
    await using opened = await open(file)
    const { page, troubles } = opened
    const why = 'waived by mail-team until 2999-12-31: mended by the update to 3.21'
    expect(await page.locator('.compliance').innerText()).toMatch(/^not compliant 2 vulnerabilities, of which 2 waived/)
    expect(await page.locator('.findings .waiver').innerText()).toBe(why)
    const row = page.locator('details.requirement[id="rfc3207-4.2-1"] > summary')
    expect(await row.innerText()).toMatch(new RegExp(`fail[^]*${why}`))
    expect(troubles).toEqual([])
  })
})
