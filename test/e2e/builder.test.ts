import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeApp } from '../support/browserTests'
import { choose, goTo, leaderboard, openSample, readColumn, readNumbers, untilDone } from '../support/steps'

const layer = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const problems = (page: Page) => page.getByText(/^\d+ problems? to solve$/)
const addButton = (page: Page) => page.getByRole('button', { name: 'Add a layer', exact: true })

async function newModel(page: Page, template: RegExp): Promise<void> {
  await goTo(page, 'Models')
  await page.getByRole('button', { name: 'New model' }).click()
  await page.getByRole('radio', { name: template }).check()
  await page.getByRole('button', { name: 'Use this template' }).click()
  await page.getByRole('button', { name: 'Set up the study' }).waitFor()
}

/** Adds a layer by the keyboard alone: what is typed finds it, Enter takes the first. */
async function addByTyping(page: Page, typed: string, name: string): Promise<void> {
  await addButton(page).last().press('Enter')
  await page.getByPlaceholder('Find a layer').waitFor()
  await page.keyboard.type(typed)
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).waitFor()
  await page.keyboard.press('Enter')
  await layer(page, name).waitFor()
}

describeApp('building a network', (app) => {
  it('starts from a template that has the shape of the data', async () => {
    const { page } = app()
    await openSample(page, 'Handwritten digits')
    await newModel(page, /^Small CNN/)
    await page.getByText('64 columns of Handwritten digits').waitFor()
    await layer(page, 'Reshape').getByText('out 8 × 8 × 1').waitFor()
    await layer(page, 'Flatten').getByText('out 128 … 1,024').waitFor()
    expect(await problems(page).count()).toBe(0)
  })

  it('finds a layer among all by typing, says why it does not fit, and makes it fit', async () => {
    const { page } = app()
    await addByTyping(page, 'lstm', 'LSTM')
    await layer(page, 'LSTM').getByText('It reads [steps, channels]; here comes').waitFor()
    await problems(page).waitFor()
    await layer(page, 'LSTM').getByRole('button', { name: 'Add Reshape before it' }).click()
    await layer(page, 'LSTM').getByText('out 32').waitFor()
    await problems(page).waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+z')
    await problems(page).waitFor()
    await page.keyboard.press('Control+z')
    await layer(page, 'LSTM').waitFor({ state: 'hidden' })
  })

  it('adds a layer above another one', async () => {
    const { page } = app()
    await page.getByRole('button', { name: 'More for Flatten' }).click()
    await page.getByRole('menuitem', { name: 'Add a layer above' }).click()
    await page.getByPlaceholder('Find a layer').waitFor()
    await page.keyboard.type('batch')
    await page.keyboard.press('Enter')
    await layer(page, 'Batch normalisation').getByText('out 4 × 4 × 8 … 64').waitFor()
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    expect(focused).toMatch(/^Move Batch normalisation/)
  })

  it('copies and pastes the layer that was clicked', async () => {
    const { page } = app()
    const ids = () =>
      page
        .locator('[data-layer]')
        .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-layer')))
    const before = await ids()
    const card = page.locator('[data-layer="flatten"]')
    await card.getByText(/^out /).first().click()
    await page.keyboard.press('Control+c')
    await page.getByText('Flatten is copied.').waitFor()
    await page.keyboard.press('Control+v')
    await page.locator('[data-layer="flatten2"]').waitFor()
    expect(await ids()).toEqual(before.flatMap((id) => (id === 'flatten' ? [id, 'flatten2'] : [id])))
    await page.keyboard.press('Control+x')
    await page.locator('[data-layer="flatten2"]').waitFor({ state: 'detached' })
    expect(await ids()).toEqual(before)
  })

  it('takes a shape as text, and only one that can be', async () => {
    const { page } = app()
    const shape = layer(page, 'Reshape').getByRole('textbox', { name: 'Shape' })
    await shape.fill('8, eight')
    await layer(page, 'Reshape').getByText('Sizes from 1, with commas between').waitFor()
    await shape.fill('4, 16, 1')
    await layer(page, 'Reshape').getByText('out 4 × 16 × 1').waitFor()
    await shape.fill('-1, 8, 1')
    await layer(page, 'Reshape').getByText('out 8 × 8 × 1').waitFor()
  })

  it('lets layers read others, and tells what changes when one of them goes', async () => {
    const { page } = app()
    await newModel(page, /^Tabular classifier/)
    await page.getByRole('button', { name: 'Add a layer inside' }).click()
    await page.getByPlaceholder('Find a layer').fill('merge')
    await page.getByRole('option', { name: /^Concatenate/ }).click()
    const joined = layer(page, 'Concatenate')
    await joined.getByRole('combobox', { name: 'Reads: Dropout' }).waitFor()
    await joined.getByRole('combobox', { name: 'Reads: Dense' }).waitFor()
    await joined.getByText('out 32 … 512').waitFor()
    await page.getByRole('button', { name: 'More for Dropout' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByText('Concatenate now reads Dense.').waitFor()
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
    await joined.getByRole('combobox', { name: 'Reads: Dropout' }).waitFor()
    await choose(page, 'Reads: Dense', 'Start of the repeat')
    await joined.getByRole('combobox', { name: 'Reads: Start of the repeat' }).waitFor()
  })

  it('folds its layers into a line each', async () => {
    const { page } = app()
    await page.getByRole('button', { name: 'Fold all' }).click()
    await layer(page, 'Output').getByText('Units 10 · softmax').waitFor()
    expect(await page.getByText('Initial weights').count()).toBe(0)
    await page.getByRole('button', { name: 'Unfold all' }).click()
    await layer(page, 'Output').getByText('Initial weights').waitFor()
  })

  it('can be used by everybody while a layer is chosen', async () => {
    const { page } = app()
    await addButton(page).last().click()
    await page.getByPlaceholder('Find a layer').waitFor()
    const { violations } = await new AxeBuilder({ page }).analyze()
    const barriers = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(
      barriers.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join()}`),
    ).toEqual([])
    await page.keyboard.press('Escape')
  })

  it('writes a model for Keras and reads it again', async () => {
    const { page } = app()
    await newModel(page, /^Residual network/)
    const download = page.waitForEvent('download')
    await page.getByRole('main').getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: /^Export as Keras JSON/ }).click()
    const file = await (await download).path()
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ class_name: 'Functional' })
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('main').getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: /^Import Keras JSON/ }).click()
    const name = 'brought along.keras.json'
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: readFileSync(file) })
    await page.getByRole('heading', { name: 'brought along' }).waitFor()
    await layer(page, 'Add 2').waitFor()
    expect(await problems(page).count()).toBe(0)
  })

  it('trains what was built', async () => {
    const { page } = app()
    await newModel(page, /^Small CNN/)
    await page.getByRole('button', { name: 'Set up the study' }).click()
    await page.getByLabel('Trials', { exact: true }).fill('2')
    await page.getByRole('button', { name: 'Create and start' }).click()
    await untilDone(page, 2, 120_000)
    const accuracies = readNumbers(await readColumn(leaderboard(page), 'Accuracy'))
    expect(accuracies[0]).toBeGreaterThan(0.9)
  })
})
