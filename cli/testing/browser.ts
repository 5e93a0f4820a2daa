import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { programAt, skippedWithout, skipsNothing } from '../../harness/testing/needs.ts'

/** A page that is open in a browser, and what the browser had to say about it. */
export interface Opened extends AsyncDisposable {
  page: Page
  /** errors on the console (breaches of the policy, too), uncaught errors, dialogs, and requests beside that of the file itself */
  troubles: string[]
}

export type Open = (file: string, options?: BrowserContextOptions) => Promise<Opened>

/**
 * A suite that opens files in headless Chromium. Where none is installed it is skipped, which its title says; under CI or
 * MAILTLS_REQUIRE_ENGINE it fails instead.
 */
export function describeInBrowser(title: string, suite: (open: Open) => void): void {
  const executablePath = installed()
  const needs = 'Chromium: "npm run viewers" installs it, or name one in MAILTLS_CHROMIUM'
  const lacking = skippedWithout(executablePath || skipsNothing ? [] : [needs])
  describe.skipIf(lacking)(`${title}${lacking}`, () => {
    let browser: Browser | undefined
    beforeAll(async () => {
      browser = await launchChromium(executablePath)
    })
    afterAll(async () => await browser?.close())
    suite(async (file, options) => await openIn(browser!, file, options))
  })
}

/** Starts headless Chromium; rejects with advice where there is none. */
export async function launchChromium(executablePath = installed()): Promise<Browser> {
  if (!executablePath) throw new Error('expected Chromium, found none: "npm run viewers" installs it (Debian, as root)')
  // Chromium refuses its sandbox to root
  return await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
}

function installed(): string | undefined {
  return process.env.MAILTLS_CHROMIUM || programAt('chromium')
}

async function openIn(browser: Browser, file: string, options?: BrowserContextOptions): Promise<Opened> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const troubles: string[] = []
  const url = pathToFileURL(file).href
  page
    .on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text())
    })
    .on('pageerror', (error) => troubles.push(String(error)))
    .on('request', (request) => {
      if (request.url().split('#')[0] !== url) troubles.push(`request to ${request.url()}`)
    })
    .on('dialog', (dialog) => {
      troubles.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
  await page.goto(url)
  return { page, troubles, [Symbol.asyncDispose]: async () => await context.close() }
}
