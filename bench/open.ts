/** @file `npm run bench -- open`: how soon a study of 10,000 trials × 100 steps can be read, and how soon its charts. */
import type { Page } from 'playwright-core'
import { fillManyTrials } from '../test/support/fillManyTrials'
import { openApp } from '../test/support/openApp'

const TRIALS = 10_000
const STEPS = Array.from({ length: 100 }, (_, index) => index + 1)
const PATIENCE_MS = 60_000

interface Figures {
  readonly what: string
  readonly seconds: number
  /** The longest time in which the window answered nothing. */
  readonly blockedSeconds: number
}

/** Opens the built app in a browser, as the end-to-end tests do; `npm run build` first. */
export async function run(args: string[]): Promise<void> {
  const started = performance.now()
  const app = await openApp({ fill: (folder) => void fillManyTrials(folder, TRIALS, STEPS), height: 900 })
  process.stderr.write(`filled in ${secondsSince(started)} s\n`)
  try {
    const figures = await measure(app.page)
    if (args.includes('--json')) process.stdout.write(`${JSON.stringify(figures)}\n`)
    else process.stdout.write(layOut(figures))
  } finally {
    await app.close()
  }
}

async function measure(page: Page): Promise<Figures[]> {
  await page.evaluate(watchBlocks)
  await page
    .getByRole('link', { name: /Mountain/ })
    .first()
    .click()
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'many', exact: true })
  await link.waitFor()
  const opened = await timed(page, 'the leaderboard', async () => {
    await link.click()
    await page.locator('[aria-rowindex="2"]').first().waitFor({ timeout: PATIENCE_MS })
  })
  const tab = await timed(page, 'the first charts', async () => {
    await page.getByRole('tab', { name: 'Analysis' }).click()
    await page.locator('.chart canvas').first().waitFor({ timeout: PATIENCE_MS })
  })
  return [opened, tab, ...(await measureCharts(page))]
}

/** Each card is scrolled to, and timed until nothing of it waits any more. */
async function measureCharts(page: Page): Promise<Figures[]> {
  const cards = page.locator('.analysis section')
  const figures: Figures[] = []
  for (let index = 0; index < (await cards.count()); index++) {
    const card = cards.nth(index)
    const what = (await card.getByRole('heading').first().textContent())?.trim() ?? `chart ${index + 1}`
    figures.push(
      await timed(page, what, async () => {
        await card.scrollIntoViewIfNeeded()
        await card.locator('canvas, table, p').first().waitFor({ timeout: PATIENCE_MS })
        await card.getByRole('status').waitFor({ state: 'detached', timeout: PATIENCE_MS })
      }),
    )
  }
  return figures
}

async function timed(page: Page, what: string, work: () => Promise<void>): Promise<Figures> {
  await page.evaluate(() => Reflect.set(globalThis, 'longestBlock', 0))
  const started = performance.now()
  await work()
  const seconds = secondsSince(started)
  // What a block held up is counted, too.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)))
  const block = await page.evaluate(() => Number(Reflect.get(globalThis, 'longestBlock')))
  return { what, seconds, blockedSeconds: Math.round(block) / 1000 }
}

/** Runs in the page: a timer that comes late was held up. */
function watchBlocks(): void {
  let last = performance.now()
  setInterval(() => {
    const now = performance.now()
    const late = now - last - 10
    last = now
    Reflect.set(
      globalThis,
      'longestBlock',
      Math.max(Number(Reflect.get(globalThis, 'longestBlock') ?? 0), late),
    )
  }, 10)
}

function secondsSince(started: number): number {
  return Math.round(performance.now() - started) / 1000
}

function layOut(figures: readonly Figures[]): string {
  const width = Math.max(...figures.map(({ what }) => what.length))
  const lines = figures.map(
    ({ what, seconds, blockedSeconds }) =>
      `${what.padEnd(width)}  ${seconds.toFixed(2).padStart(6)} s   ${blockedSeconds.toFixed(2).padStart(5)} s`,
  )
  const head = `${`${TRIALS} trials × ${STEPS.length} steps`.padEnd(width)}   ready     blocked`
  return `${[head, ...lines].join('\n')}\n`
}
