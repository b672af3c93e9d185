import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeApp } from '../support/browserTests'
import { ROOT } from '../support/build'
import { dropFile } from '../support/dropFile'
import { goTo, openSample, START, untilDone, untilState } from '../support/steps'

const IRIS = readFileSync(join(ROOT, 'resources', 'samples', 'iris.csv'), 'utf8')

describeApp('what users do every day', (app) => {
  it('adds trials to a study that is done', async () => {
    const { page } = app()
    await openSample(page, 'Iris')
    await page.getByRole('button', START).click()
    await untilState(page, 'Done')
    await page.getByRole('button', { name: 'Add trials' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Trials', { exact: true }).fill('33')
    await dialog.getByRole('button', { name: 'Add trials' }).click()
    await untilDone(page, 33)
  })

  it('tries a grid, and claims nothing about default settings that no trial had', async () => {
    const { page } = app()
    await goTo(page, 'Studies')
    await page.getByRole('link', { name: 'New study' }).click()
    await page.getByRole('button', { name: 'All strategies' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Grid' }).check()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page.getByText(/^The grid has [\d,]+ combinations/).waitFor()
    await page.getByLabel('Trials', { exact: true }).fill('4')
    await page.getByLabel('Name', { exact: true }).fill('On a grid')
    await page.getByRole('button', { name: 'Create and start' }).click()
    await untilState(page, 'Done')
    expect(await page.getByText(/default settings/).count()).toBe(0)
  })

  it('takes a removal back', async () => {
    const { page } = app()
    await page.getByRole('main').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    const studies = page.getByRole('table', { name: 'Studies' })
    await studies.waitFor()
    expect(await studies.getByText('On a grid').count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await studies.getByText('On a grid').waitFor()
  })

  it('says at a layer that it does not fit, and undoes', async () => {
    const { page } = app()
    await goTo(page, 'Models')
    await page.getByRole('table', { name: 'Models' }).getByRole('link', { name: 'Iris' }).click()
    await page.getByRole('button', { name: 'More for Output' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByText('1 problem to solve').waitFor()
    expect(await page.getByRole('button', { name: 'Set up the study' }).isEnabled()).toBe(false)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await page.getByText('1 problem to solve').waitFor({ state: 'hidden' })
    await page.getByText('Saved', { exact: true }).waitFor()
  })

  it('imports the next version of a dataset, also by dropping it on the window', async () => {
    const { page } = app()
    await goTo(page, 'Data')
    await page.getByRole('table', { name: 'Data' }).getByRole('link', { name: 'Iris' }).click()
    await page.getByRole('main').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Import a new version' }).click()
    await page.getByText('Drop files or a folder here').waitFor()
    await dropFile(page, { name: 'more.csv', content: `${IRIS}6.1,2.8,4.7,1.2,versicolor\n` })
    await page.getByText('151 rows read').waitFor()
    await page.getByRole('button', { name: 'Import as version 2' }).click()
    await page.getByRole('main').getByText('version 2', { exact: true }).waitFor()
    await page.getByRole('heading', { name: 'Iris', exact: true }).waitFor()
  })

  it('leaves no trace of a removed project in the rail', async () => {
    const { page } = app()
    await goTo(page, 'Home')
    await page.getByRole('button', { name: 'Actions for Iris' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByText('No projects yet').waitFor()
    const rail = page.getByRole('navigation', { name: 'Main' })
    expect(await rail.getByRole('link').allInnerTexts()).toEqual(['Home', 'Learn', 'Settings'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('region', { name: 'Projects' }).getByText('Iris', { exact: true }).waitFor()
  })

  it('keeps language and theme over a reload', async () => {
    const { page } = app()
    await goTo(page, 'Settings')
    await page.getByText('Dark', { exact: true }).click()
    await page.getByText('简体中文').click()
    await page.getByRole('heading', { name: '设置' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '设置' }).waitFor()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  })
})
