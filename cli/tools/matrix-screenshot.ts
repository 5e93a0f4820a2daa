import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageRoot } from '../../harness/package-root.ts'
import { launchChromium } from '../testing/browser.ts'

// Takes docs/matrix.png of the page that "mailtls matrix --report-dir DIRECTORY" has written, as far as the first sections.
const [, , directory] = process.argv
if (!directory) throw new Error('expected the directory that "mailtls matrix --report-dir" has written to')
await using browser = await launchChromium()
const page = await browser.newPage({ viewport: { width: 1280, height: 1060 }, colorScheme: 'light' })
await page.goto(pathToFileURL(join(resolve(directory), 'matrix.html')).href)
await page.screenshot({ path: join(packageRoot(), 'docs/matrix.png') })
