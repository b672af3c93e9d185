import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeApp } from '../support/browserTests'
import { ROOT } from '../support/build'
import { dropFile } from '../support/dropFile'
import { choose, leaderboard, readColumn, untilState } from '../support/steps'

const MESSY = join(ROOT, 'test', 'fixtures', 'messy.csv')
const TITANIC = join(ROOT, '..', 'shared', 'data', 'messy', 'titanic-semicolon.csv')
const noTitanic = existsSync(TITANIC) ? '' : ` (skipped: no ${TITANIC})`

describeApp('a messy table', (app) => {
  it('finds out how the table is written', async () => {
    const { page } = app()
    await dropFile(page, { name: 'messy.csv', content: readFileSync(MESSY) })
    await page.getByText('92 rows read').waitFor()
    for (const name of ['Delimiter: semicolon', 'Decimal: comma', 'Header: first row']) {
      expect(await page.getByRole('combobox', { name }).count(), name).toBe(1)
    }
    expect(await page.getByRole('button', { name: /^Missing/ }).innerText()).toContain('empty, ?, NA')
    expect(await page.getByRole('combobox', { name: 'Kind: Many classes' }).count()).toBe(1)
  })

  it('sets ragged rows aside and names their lines', async () => {
    const { page } = app()
    await page.getByText('2 set aside: lines 35, 69').waitFor()
    await page.getByRole('tab', { name: /Set aside/ }).click()
    const table = page.getByRole('table', { name: 'Set aside' })
    expect(await readColumn(table, 'Line')).toEqual(['35', '69'])
    expect(await readColumn(table, 'Why')).toEqual(['too many cells', 'too few cells'])
    expect((await readColumn(table, 'Text'))[0]).toContain('one cell too many')
  })

  it('keeps quoted line breaks in their cell', async () => {
    const { page } = app()
    await page.getByRole('tab', { name: 'First rows' }).click()
    await page.getByText('soft; near the "stem",').first().waitFor()
  })

  it('takes the user’s word for a type and a role', async () => {
    const { page } = app()
    await page.getByRole('tab', { name: /Columns/ }).click()
    const columns = page.getByRole('table', { name: 'Columns' })
    await choose(page, 'Type grade: number', 'category')
    await choose(page, 'Role picked: Input', 'Left out')
    await page.getByRole('combobox', { name: 'Type grade: category' }).waitFor()
    const at = (await readColumn(columns, 'Column')).indexOf('grade')
    await expect.poll(async () => (await readColumn(columns, 'Prepared'))[at]).toBe('one-hot')
  })

  it('imports it into a project of its own', async () => {
    const { page } = app()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('heading', { name: 'messy' }).waitFor()
    const text = await page.getByRole('main').innerText()
    expect(text).toMatch(/90\s+rows used/)
    expect(text).toMatch(/4\s+columns as inputs/)
    expect(text).toMatch(/2\s+rows set aside/)
    await page.getByRole('tab', { name: /Set aside/ }).click()
    expect(await readColumn(page.getByRole('table', { name: 'Set aside' }), 'Line')).toEqual(['35', '69'])
  })

  it('builds a model from the template that fits, and lets one more setting vary', async () => {
    const { page } = app()
    await page.getByRole('link', { name: 'Build a model' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('radio', { name: /Tabular classifier/ }).isChecked()).toBe(true)
    await dialog.getByRole('button', { name: 'Use this template' }).click()
    await page.getByText('5', { exact: true }).first().waitFor()
    const optimizer = page.getByRole('button', { name: 'Optimizer is fixed; let the study search it' })
    await optimizer.click()
    await page.getByRole('button', { name: 'Optimizer varies in the study; fix it' }).waitFor()
    await page.getByText('Saved', { exact: true }).waitFor()
    expect(await page.getByRole('main').innerText()).toMatch(/6\s+settings vary/)
  })

  it('runs a small study of it to its end', async () => {
    const { page } = app()
    await page.getByRole('button', { name: 'Set up the study' }).click()
    await page.getByLabel('Trials', { exact: true }).fill('4')
    await page.getByRole('button', { name: 'Create and start' }).click()
    await untilState(page, 'Done')
    await expect.poll(() => readColumn(leaderboard(page), 'State')).toEqual(['done', 'done', 'done', 'done'])
    const optimizers = await readColumn(leaderboard(page), 'Optimizer')
    for (const name of optimizers) expect(['Adam', 'RMSprop', 'SGD']).toContain(name)
  })
})

describeApp(`the passengers of the Titanic${noTitanic}`, (app) => {
  it.skipIf(noTitanic !== '')('are read, with what stands out said beside them', async () => {
    const { page } = app()
    await dropFile(page, { name: 'titanic-semicolon.csv', content: readFileSync(TITANIC) })
    await page.getByText('101 rows read').waitFor()
    await page.getByRole('combobox', { name: 'Delimiter: semicolon' }).waitFor()
    await page.getByRole('combobox', { name: 'Predict: survived' }).waitFor()
    await page.getByText('is 92 % empty.').waitFor()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByRole('heading', { name: 'titanic-semicolon' }).waitFor()
  })
})
