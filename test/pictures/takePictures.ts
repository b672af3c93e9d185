/** `npm run shots`: a picture of every screen, in both languages and themes, wide and narrow, into `shots/`. */
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { findBrowser } from '../support/browser'
import { ROOT } from '../support/build'
import { openWindow, type OpenWindow } from '../support/openApp'
import { type RunningServer, startServer } from '../support/server'
import { createTemporaryHome } from '../support/temporaryHome'
import { finishDigits, findTrial, makeContent } from './content'
import { EMPTY_SHOTS, restingShots, runningShots, type Shot } from './pictures'

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

/** Takes those of the pictures that are wanted, in every variant side by side. */
type Photographer = (shots: readonly Shot[]) => Promise<void>

function createPhotographer(
  variants: readonly Variant[],
  { folder, isWanted }: { readonly folder: string; readonly isWanted: (name: string) => boolean },
): Photographer {
  return async (shots) => {
    const wanted = shots.filter(({ name }) => isWanted(name))
    await Promise.all(
      variants.map(async ({ name, page }) => {
        for (const shot of wanted) await take(page, shot, { folder, variant: name })
      }),
    )
  }
}

async function take(
  page: Page,
  shot: Shot,
  { folder, variant }: { readonly folder: string; readonly variant: string },
): Promise<void> {
  try {
    await shot.open(page)
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT })
      await page.waitForTimeout(SETTLE_MS)
      await page.screenshot({ path: join(folder, `${shot.name}-${variant}-${width}.png`) })
    }
  } catch (error) {
    process.exitCode = 1
    console.error(`${shot.name} (${variant}): ${String(error)}`)
  } finally {
    await page.setViewportSize({ width: WIDTHS[0] ?? 1440, height: HEIGHT })
  }
}

/** Screens of a home with content: while it trains, and afterwards. */
async function takeContent(page: Page, takeAll: Photographer): Promise<void> {
  const content = await makeContent(page)
  await takeAll(runningShots(content, await findTrial(page, content.digits.id, 'running')))
  await finishDigits(page, content)
  await takeAll(restingShots(content, await findTrial(page, content.failing.id, 'failed')))
}

/** Flags: `--only` names of pictures, as they begin, separated by commas; `--out` the folder. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { only: { type: 'string' }, out: { type: 'string' } } })
  const folder = resolve(ROOT, values.out ?? 'shots')
  const starts = values.only?.split(',') ?? ['']
  const needsContent = starts.some(
    (start) => !EMPTY_SHOTS.some(({ name }) => start && name.startsWith(start)),
  )
  const found = await findBrowser()
  if ('reason' in found) {
    console.error(`No pictures: ${found.reason}.`)
    process.exitCode = 1
    return
  }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const home = createTemporaryHome()
  const [server, browser] = await Promise.all([startServer({ home: home.folder }), found.launch()])
  try {
    const variants = await openVariants(browser, server)
    const isWanted = (name: string): boolean => starts.some((start) => name.startsWith(start))
    const takeAll = createPhotographer(variants, { folder, isWanted })
    await takeAll(EMPTY_SHOTS)
    if (needsContent) await takeContent((await openWindow(browser, server)).page, takeAll)
    for (const { name, watch } of variants) {
      for (const complaint of watch.complaints) console.error(`${name}: ${complaint}`)
    }
  } finally {
    await browser.close()
    await server.stop()
    home.remove()
  }
  console.log(`The pictures are in ${folder}`)
}
