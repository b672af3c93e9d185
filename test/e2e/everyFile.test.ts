import { readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { describeApp } from '../support/browserTests'
import { dropFile } from '../support/dropFile'
import { EVERY_FILE, noRealData, REAL_DATA } from '../support/realData/everyFile'

/** A test hands a file to the browser as text, for which larger ones are too slow; the command line reads them all. */
const MOST_BYTES = 4_000_000
const files =
  noRealData === null
    ? EVERY_FILE.filter(({ path }) => statSync(join(REAL_DATA, path)).size <= MOST_BYTES)
    : []
const format = (count: number) => count.toLocaleString('en')

describeApp(`the wizard${noRealData === null ? '' : ` (skipped: ${noRealData})`}`, (app) => {
  it.skipIf(noRealData !== null).each(files)(
    'takes $path without a hand’s help',
    async ({ path, rows, target }) => {
      const { page, goto } = app()
      await goto('/import')
      await dropFile(page, { name: basename(path), content: readFileSync(join(REAL_DATA, path)) })
      await page.getByText(`${format(rows)} rows read`).waitFor()
      await page.getByText(`${format(rows)} kept`).waitFor()
      await page.getByRole('combobox', { name: `Predict: ${target}` }).waitFor()
      const button = page.getByRole('button', { name: 'Import', exact: true })
      await expect.poll(() => button.isEnabled()).toBe(true)
      await button.click()
      await page.getByText('rows used').waitFor()
    },
  )
})
