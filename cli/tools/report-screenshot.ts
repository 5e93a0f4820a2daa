import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageRoot } from '../../harness/package-root.ts'
import { launchChromium } from '../testing/browser.ts'
import { mailtls } from '../testing/run-cli.ts'

// Takes docs/report.png: a vulnerable server's report, narrowed to what was injected, and one failure opened to its dialogue.
const failure = 'rfc3207/server/injection-partial-line@smtp#default'
const directory = await mkdtemp(join(tmpdir(), 'mailtls-screenshots-'))
const args = ['--server', 'smtp-server-3.18', '--reporter', 'html', '--report-dir', directory]
const { exitCode, stderr } = await mailtls(['certify', ...args])
if (exitCode !== 1) throw new Error(`expected smtp-server-3.18 to fail, found exit code ${exitCode}: ${stderr}`)
await using browser = await launchChromium()
const page = await browser.newPage({ viewport: { width: 1100, height: 1650 }, colorScheme: 'light' })
await page.goto(`${pathToFileURL(join(directory, 'report.html')).href}#?verdict=fail&q=injection`)
const check = page.locator(`details.check[id="${failure}"]`)
await page.locator('details.requirement', { has: check }).locator('> summary').click()
await check.locator('> summary').click()
await page.locator('summary.violation').click()
await page.mouse.move(0, 0)
await page.evaluate('scrollTo(0, 0)')
await page.screenshot({ path: join(packageRoot(), 'docs/report.png') })
await rm(directory, { recursive: true })
