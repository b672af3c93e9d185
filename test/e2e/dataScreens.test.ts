import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { findBarriers, WORD_KEY } from '../support/barriers'
import { describeApp } from '../support/browserTests'
import { noRealData, REAL_DATA } from '../support/realData/everyFile'

/** One file of each kind, with what its own tab has to say. */
const KINDS = [
  { name: 'a table', path: 'tabular/winequality-red.csv', tab: 'Profile', says: 'What goes together' },
  { name: 'pictures', path: 'images/mnist-png.tar.gz', tab: 'Pictures', says: 'Pictures 1 to 60 of 1,600' },
  { name: 'texts', path: 'text/movie-reviews.csv', tab: 'Texts', says: 'Typical of “neg”' },
  { name: 'a series', path: 'timeseries/daily-min-temperatures.csv', tab: 'Series', says: 'A row a day.' },
] as const

async function choose(page: Page, path: string): Promise<void> {
  await page.evaluate(() => location.assign('#/import'))
  await page.getByRole('heading', { name: /^(?:Which data|What did we read)/ }).waitFor()
  const leave = page.getByRole('button', { name: 'Choose another file' })
  if (await leave.isVisible()) await leave.click()
  await page.locator('main input[type=file]').first().setInputFiles(join(REAL_DATA, path))
  await page.getByRole('tab', { name: 'Columns' }).waitFor()
}

async function openTab(page: Page, index: number): Promise<void> {
  await page.getByRole('tab').nth(index).click()
  await page.locator('.loading').first().waitFor({ state: 'detached' })
}

for (const colorScheme of ['light', 'dark'] as const) {
  describeApp(
    `closer looks at data, ${colorScheme}`,
    (app) => {
      for (const { name, path, tab, says } of KINDS) {
        it.skipIf(noRealData !== null)(
          `show ${name}, for everybody, with a word for everything${noRealData ? ` (skipped: ${noRealData})` : ''}`,
          async () => {
            const { page } = app()
            const barriers: string[] = []
            await choose(page, path)
            const tabs = await page.getByRole('tab').allInnerTexts()
            // Only colours differ in the dark, and each kind has one tab of its own.
            const seen = [...tabs.keys()].filter(
              (index) => colorScheme === 'light' || tabs[index]?.startsWith(tab) === true,
            )
            for (const index of seen) {
              await openTab(page, index)
              for (const barrier of await findBarriers(page))
                barriers.push(`${path}, tab ${index}: ${barrier}`)
              expect(await page.locator('body').innerText(), path).not.toMatch(WORD_KEY)
            }
            expect(seen.length).toBeGreaterThan(0)
            await page.getByRole('tab', { name: tab }).click()
            await page.getByText(says).first().waitFor()
            expect(barriers).toEqual([])
          },
        )
      }
    },
    { colorScheme },
  )
}
