/** `npm run shots`: a picture of every screen, in both languages and themes, wide and narrow, into `shots/`. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { findBrowser } from '../support/browser'
import { ROOT } from '../support/build'
import { openWindow, type OpenWindow } from '../support/openApp'
import { type RunningServer, startServer } from '../support/server'
import { createTemporaryHome } from '../support/temporaryHome'
import { finishDigits, findTrial, makeContent } from './content'
import { EMPTY_SHOTS, restingShots, runningShots, type Shot } from './pictures'

const FOLDER = join(ROOT, 'shots')
const WIDTHS = [1440, 1000]
const HEIGHT = 900
/** Charts draw themselves anew after a change of width. */
const SETTLE_MS = 250

interface Variant extends OpenWindow {
  readonly name: string
}

async function openVariants(browser: Browser, server: RunningServer): Promise<Variant[]> {
  const variants: Variant[] = []
  for (const [language, locale] of [
    ['en', 'en-US'],
    ['zh', 'zh-CN'],
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const window = await openWindow(browser, server, { locale, colorScheme })
      variants.push({ name: `${language}-${colorScheme}`, ...window })
    }
  }
  return variants
}

async function takeAll(variants: readonly Variant[], shots: readonly Shot[]): Promise<void> {
  await Promise.all(
    variants.map(async ({ name, page }) => {
      for (const shot of shots) await take(page, shot, name)
    }),
  )
}

async function take(page: Page, shot: Shot, variant: string): Promise<void> {
  try {
    await shot.open(page)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT })
      await page.waitForTimeout(SETTLE_MS)
      await page.screenshot({ path: join(FOLDER, `${shot.name}-${variant}-${width}.png`) })
    }
  } catch (error) {
    process.exitCode = 1
    console.error(`${shot.name} (${variant}): ${String(error)}`)
  } finally {
    await page.setViewportSize({ width: WIDTHS[0] ?? 1440, height: HEIGHT })
  }
}

async function main(): Promise<void> {
  const found = await findBrowser()
  if ('reason' in found) {
    console.error(`No pictures: ${found.reason}.`)
    process.exitCode = 1
    return
  }
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const home = createTemporaryHome()
  const [server, browser] = await Promise.all([startServer({ home: home.folder }), found.launch()])
  try {
    const variants = await openVariants(browser, server)
    await takeAll(variants, EMPTY_SHOTS)
    const { page } = await openWindow(browser, server)
    const content = await makeContent(page)
    await takeAll(variants, runningShots(content, await findTrial(page, content.digits.id, 'running')))
    await finishDigits(page, content)
    await takeAll(variants, restingShots(content, await findTrial(page, content.failing.id, 'failed')))
    for (const { name, watch } of variants) {
      for (const complaint of watch.complaints) console.error(`${name}: ${complaint}`)
    }
  } finally {
    await browser.close()
    await server.stop()
    home.remove()
  }
  console.log(`The pictures are in ${FOLDER}`)
}

await main()
