import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { zipOf } from '../../src/main/datasets/testing/archives'
import { makeFolder } from '../../src/main/datasets/testing/temporaryFiles'
import { findBarriers } from '../support/barriers'
import { describeApp } from '../support/browserTests'
import { dropFile, dropFiles } from '../support/dropFile'
import { makeRow, toCsv } from '../support/madeTables'
import { choose, goTo } from '../support/steps'

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at)

async function drawPictures(count: number): Promise<Record<string, Buffer>> {
  const entries = await Promise.all(
    range(count).map(async (at): Promise<[string, Buffer]> => {
      const isRed = at % 2 === 0
      const background = { r: isRed ? 200 + at : 5 * at, g: 3 * at, b: isRed ? 2 * at : 190 + at }
      const picture = sharp({ create: { width: 24, height: 16, channels: 3, background } })
      return [`${isRed ? 'red' : 'blue'}/${at}.png`, await picture.png().toBuffer()]
    }),
  )
  return Object.fromEntries(entries)
}

const openTab = (page: Page, name: RegExp): Promise<void> => page.getByRole('tab', { name }).click()

describeApp('pictures in a zip', (app) => {
  it('are laid out by class, and each is shown before and after', async () => {
    const { page } = app()
    await dropFile(page, { name: 'squares.zip', content: await zipOf(await drawPictures(40)) })
    await page.getByText('40 rows read').waitFor()
    await openTab(page, /^Pictures/)
    await page.getByText('Pictures 1 to 32 of 32').waitFor()
    expect(await page.locator('.sheet img').count()).toBe(32)
    const classes = page.getByRole('group', { name: 'Classes' })
    await classes.getByRole('button', { name: /^red/ }).click()
    await page.getByText('Pictures 1 to 16 of 16').waitFor()
    expect(await findBarriers(page)).toEqual([])

    await page.locator('.sheet button').first().click()
    await page.getByText('as it is, 24 × 16').waitFor()
    await page.getByRole('img', { name: 'as the model sees it' }).waitFor()
    await page.getByLabel('Rotation (°)').fill('30')
    await expect.poll(() => page.getByRole('img', { name: /^Changed by chance/ }).count()).toBe(12)
    expect(await findBarriers(page)).toEqual([])
  })

  it('are taken from a chosen folder, too', async () => {
    const { page } = app()
    const folder = join(makeFolder(), 'squares')
    for (const [name, content] of Object.entries(await drawPictures(30))) {
      mkdirSync(join(folder, name, '..'), { recursive: true })
      writeFileSync(join(folder, name), content)
    }
    await page.getByRole('button', { name: 'Choose another file' }).click()
    await page.locator('main input[webkitdirectory]').setInputFiles(folder)
    await page.getByText('30 rows read').waitFor()
  })
})

describeApp('texts', (app) => {
  it('are told by length and by words, and shown as the model sees them', async () => {
    const { page } = app()
    const rows = range(60).map((at) => ({
      review: `${at % 2 ? 'a lovely and clever' : 'a dull and boring'} film ${'indeed '.repeat(at % 7)}by somebody called number${at}`,
      mood: at % 2 ? 'good' : 'bad',
    }))
    await dropFile(page, { name: 'reviews.csv', content: toCsv(rows) })
    await page.getByText('60 rows read').waitFor()
    await openTab(page, /^Texts/)
    await page
      .getByRole('region', { name: 'Length of the texts' })
      .getByText(/fit into/)
      .waitFor()
    const seen = page.getByRole('region', { name: 'As the model sees it' })
    await expect
      .poll(async () => {
        const isHidden = await seen.getByText('This row is sealed').isVisible()
        if (isHidden) await seen.getByRole('button', { name: 'Next' }).click()
        return seen.locator('.token').filter({ hasText: 'film' }).count()
      })
      .toBe(1)
    expect(await findBarriers(page)).toEqual([])
  })
})

describeApp('a series', (app) => {
  it('is drawn, cut into windows, and divided by time or by name alone', async () => {
    const { page } = app()
    const rows = range(120).map((day) => ({
      day: new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10),
      level: (20 + 0.1 * day + 4 * Math.sin(day / 5)).toFixed(3),
    }))
    await dropFile(page, { name: 'levels.csv', content: toCsv(rows) })
    await page.getByText('120 rows read').waitFor()
    await openTab(page, /^Series/)
    await page.getByRole('img', { name: 'level over time' }).waitFor()
    await page.getByLabel('Rows read', { exact: true }).fill('9')
    await page.getByText(/^Reads 9 rows, predicts 1 ahead/).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await page.getByRole('combobox', { name: /^Kind of split/ }).click()
    expect(await page.getByRole('option').count()).toBe(2)
    await page.getByRole('option', { name: /^By time/ }).waitFor()
    await page.getByRole('option', { name: /^As a column says/ }).waitFor()
  })
})

describeApp('a recipe', (app) => {
  const half = (from: number): string => toCsv(range(40).map((at) => makeRow(from + at, 'all')))

  it('is made for several files that are one table', async () => {
    const { page } = app()
    await dropFiles(page, [
      { name: 'first.csv', content: half(1) },
      { name: 'second.csv', content: half(500) },
    ])
    await page.getByText('80 rows read').waitFor()
    await choose(page, /^Predict/, 'class')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('link', { name: 'Build a model' }).waitFor()
  })

  it('takes another step, shows what it does, and takes it back and again', async () => {
    const { page } = app()
    await openTab(page, /^Versions/)
    await page.getByRole('button', { name: 'Edit as next version' }).click()
    await page.getByText('80 rows read').waitFor()
    await openTab(page, /^Recipe/)
    const steps = page.locator('ol.list > li')
    await steps.filter({ hasText: 'Scale' }).locator('button').first().click()
    const before = await steps.count()
    await page.getByRole('button', { name: 'Add a step' }).click()
    await page.getByRole('menuitem', { name: /^Principal components/ }).click()
    await expect.poll(() => steps.count()).toBe(before + 1)
    await page.locator('.facts').getByText('Component 1', { exact: true }).waitFor()
    await page.getByRole('region', { name: 'After' }).getByText('component 1').first().waitFor()
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => steps.count()).toBe(before)
    await page.getByRole('button', { name: 'Redo' }).click()
    await expect.poll(() => steps.count()).toBe(before + 1)
  })

  it('becomes the next version, which says what changed', async () => {
    const { page } = app()
    await page.getByRole('button', { name: 'Import as version 2' }).click()
    await page.getByRole('link', { name: 'Build a model' }).waitFor()
    await openTab(page, /^Versions/)
    await page.getByRole('heading', { name: 'Version 2' }).waitFor()
    await page.getByText(/^Step added: Principal components/).waitFor()
    expect(await findBarriers(page)).toEqual([])
  })

  it('leaves prepared data that can be freed', async () => {
    const { page } = app()
    await goTo(page, 'Settings')
    const prepared = page.getByRole('listitem').filter({ hasText: 'Prepared data' })
    await prepared.getByRole('button', { name: /^Free/ }).click()
    await prepared.getByRole('button', { name: 'Nothing to free' }).waitFor()
    expect(await findBarriers(page)).toEqual([])
  })
})
