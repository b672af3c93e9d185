import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ask } from '../support/ask'
import { findBarriers, WORD_KEY } from '../support/barriers'
import { describeApp } from '../support/browserTests'
import { choose, untilState } from '../support/steps'

const folder = mkdtempSync(join(tmpdir(), 'fettle-program-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Falls to (lr − 0.02)² over three steps. */
const PROGRAM = `
const lr = Number(process.argv[2])
console.log('reading the data of trial', process.env.FETTLE_TRIAL)
for (let step = 1; step <= 3; step++)
  console.log(JSON.stringify({ step, val_loss: (lr - 0.02) ** 2 + 3 - step, speed: step }))
`

describeApp('a program of one’s own', (app) => {
  it('is tuned from the window, in a project without data', async () => {
    const { page, goto } = app()
    writeFileSync(join(folder, 'train.cjs'), PROGRAM)
    const { id } = await ask(page, 'project:create', { name: 'Mine' })
    await goto(`/projects/${id}/studies`)
    await page.getByRole('main').getByRole('link', { name: 'Tune a program' }).first().click()
    await page.getByRole('button', { name: 'Create and start' }).click()
    await page.getByText('Something is to be mended first.').waitFor()
    await page.getByLabel('Command line').fill(`"${process.execPath}" train.cjs {lr}`)
    await page.getByLabel('Runs in the folder').fill(folder)
    await page.getByLabel('Steps a run').fill('3')
    await page.getByLabel('Trials', { exact: true }).fill('4')
    await page.getByRole('button', { name: 'Add a parameter' }).click()
    await page.getByLabel('Name of parameter 2').fill('optimizer')
    await choose(page, /^Type of optimizer/, /^choices$/)
    await page.getByLabel('choices of optimizer').fill('sgd, adam')
    expect(await findBarriers(page)).toEqual([])
    expect(await page.locator('body').innerText()).not.toMatch(WORD_KEY)
    await page.getByRole('button', { name: 'Create and start' }).click()
    await untilState(page, 'Done')
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['Trials', 'Analysis'])
  })

  it('has trials with a log, curves of all that it reports, and no word of engines', async () => {
    const { page } = app()
    await page.getByRole('table', { name: 'Leaderboard' }).getByRole('link').first().click()
    await page.getByText('reading the data of trial').waitFor()
    await page.getByText('speed').first().waitFor()
    const text = await page.getByRole('main').innerText()
    expect(text).toContain('val_loss')
    expect(text).not.toMatch(/own\.|Trained on|Weights|training rows|undefined/)
    expect(text).not.toMatch(WORD_KEY)
  })
})
