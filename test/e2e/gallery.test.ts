import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Download, Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { StudyId, TrialId } from '../../src/shared/domain/ids'
import { ask, askRaw } from '../support/ask'
import { describeApp } from '../support/browserTests'
import { ROOT } from '../support/build'
import { dropFile } from '../support/dropFile'
import {
  goTo,
  leaderboard,
  openSample,
  readColumn,
  readNumbers,
  sortBy,
  START,
  untilDone,
  untilState,
} from '../support/steps'

const IRIS = readFileSync(join(ROOT, 'resources', 'samples', 'iris.csv'), 'utf8')
const flowers = IRIS.trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
const COLUMNS = ['sepal_length', 'sepal_width', 'petal_length', 'petal_width']

async function downloadBy(page: Page, button: Locator): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  return readDownload(download)
}

async function readDownload(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}

describeApp('from the gallery to an exported model', (app) => {
  it('runs a study three clicks after the start', async () => {
    const { page } = app()
    let clicks = 0
    const click = async (target: Locator): Promise<void> => {
      clicks += 1
      await target.click()
    }
    await click(page.getByRole('button', { name: /^Iris/ }))
    await click(page.getByRole('button', START))
    await untilDone(page, 1)
    expect(clicks).toBeLessThanOrEqual(3)
    await untilState(page, 'Done')
    await expect.poll(() => leaderboard(page).getByRole('row').count()).toBe(31)
  })

  it('tells iris apart: at least 95 % of the validation rows', async () => {
    const { page } = app()
    const values = readNumbers(await readColumn(leaderboard(page), 'Accuracy'))
    expect(values[0]).toBeGreaterThanOrEqual(95)
    expect(values).toEqual([...values].sort((a, b) => b - a))
  })

  it('marks the best trial, and only that one', async () => {
    const { page } = app()
    const trials = await readColumn(leaderboard(page), 'Trial')
    expect(trials.filter((text) => text.includes('★'))).toEqual([trials[0]])
    await page
      .getByText(`Trial ${readNumbers(trials)[0]}`)
      .first()
      .waitFor()
  })

  it('sorts by any column, both ways round', async () => {
    const { page } = app()
    const board = leaderboard(page)
    await sortBy(board, 'Units')
    const falling = readNumbers(await readColumn(board, 'Units'))
    expect(falling).toEqual([...falling].sort((a, b) => b - a))
    await sortBy(board, 'Units')
    const rising = readNumbers(await readColumn(board, 'Units'))
    expect(rising).toEqual([...rising].sort((a, b) => a - b))
  })

  it('filters by what is typed, says how many are left, and shows all again', async () => {
    const { page } = app()
    const board = leaderboard(page)
    await page.getByRole('textbox', { name: 'Filter' }).fill('units>64 accuracy>=90%')
    const count = page.getByText(/^\d+ of 30 trials$/)
    await count.waitFor()
    const units = readNumbers(await readColumn(board, 'Units'))
    expect(Math.min(...units)).toBeGreaterThan(64)
    expect(Math.min(...readNumbers(await readColumn(board, 'Accuracy')))).toBeGreaterThanOrEqual(90)
    expect(await count.innerText()).toBe(`${units.length} of 30 trials`)
    await page.getByRole('button', { name: 'Show all' }).click()
    expect(await readColumn(board, 'Trial')).toHaveLength(30)
  })

  it('opens a trial with its curves, settings and metrics', async () => {
    const { page } = app()
    await sortBy(leaderboard(page), 'Accuracy')
    const [best] = readNumbers(await readColumn(leaderboard(page), 'Trial'))
    await leaderboard(page)
      .getByRole('link', { name: String(best), exact: true })
      .click()
    await page.getByRole('heading', { name: `Trial ${best}`, exact: true }).waitFor()
    await page.getByText('best of the study').waitFor()
    for (const name of ['Loss by epoch', 'Accuracy by epoch', 'Settings', 'Metrics at the best epoch']) {
      await page.getByRole('heading', { name, exact: true }).waitFor()
    }
    await page.getByRole('img', { name: /^Loss by epoch on training and validation rows/ }).waitFor()
    await page.goBack()
  })

  it('opens the sealed test rows once', async () => {
    const { page } = app()
    await page.getByRole('tab', { name: 'Test set' }).click()
    await page.getByText('The test set is sealed').waitFor()
    await page.getByRole('button', { name: /^Open the test set for trial/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('This can be done once in this study.').waitFor()
    await dialog.getByRole('button', { name: /^Open the test set for trial/ }).click()
    await page.getByText(/^Opened for trial/).waitFor()
    const cells = await page.locator('table.matrix tbody td').allInnerTexts()
    expect(cells).toHaveLength(9)
    expect(readNumbers(cells).reduce((sum, count) => sum + count, 0)).toBe(30)
    expect(await readColumn(page.getByRole('table', { name: 'Every class' }), 'Class')).toEqual([
      'setosa',
      'versicolor',
      'virginica',
    ])
  })

  it('offers no second opening, and refuses one', async () => {
    const { page } = app()
    await page.reload()
    await page.getByRole('tab', { name: 'Test set' }).click()
    await page.getByText(/^Opened for trial/).waitFor()
    expect(await page.getByRole('button', { name: /^Open the test set/ }).count()).toBe(0)
    const studyId = /studies\/([^/?]+)/.exec(page.url())?.[1] as StudyId
    const [trial] = await ask(page, 'trial:list', { studyId })
    const answer = await askRaw(page, 'test:open', { studyId, trialId: trial?.id ?? ('' as TrialId) })
    expect(answer).toMatchObject({ ok: false, error: { code: 'study/test-already-open' } })
  })

  it('exports the best trial as ONNX that takes the columns as they were', async () => {
    const { page } = app()
    await page.getByRole('tab', { name: 'Export & predict' }).click()
    const bytes = await downloadBy(page, page.getByRole('button', { name: 'Export ONNX' }))
    const session = await InferenceSession.create(bytes)
    expect(session.inputNames).toEqual(COLUMNS)
    const feeds = COLUMNS.map((name, column) => {
      const values = Float32Array.from(flowers, (cells) => Number(cells[column]))
      return [name, new Tensor('float32', values, [flowers.length, 1])] as const
    })
    const { label } = await session.run(Object.fromEntries(feeds))
    const said = [...(label?.data as unknown as string[])]
    const right = said.filter((text, at) => text === flowers[at]?.[4]).length
    expect(right / flowers.length).toBeGreaterThan(0.9)
  })

  it('predicts from the form', async () => {
    const { page } = app()
    const example = ['5.1', '3.5', '1.4', '0.2']
    for (const [at, name] of COLUMNS.entries()) {
      await page.getByRole('textbox', { name }).fill(example[at] ?? '')
    }
    await page.getByRole('button', { name: 'Predict', exact: true }).click()
    const answer = page.getByRole('status').filter({ hasText: 'Prediction' })
    await answer.getByText('setosa').first().waitFor()
  })

  it('predicts a file and gives it back with the answers beside the rows', async () => {
    const { page } = app()
    await dropFile(
      page,
      { name: 'flowers.csv', content: IRIS },
      'text=Drop a file, an archive or a folder here',
    )
    await page.getByText('150 rows predicted').waitFor()
    const text = (await downloadBy(page, page.getByRole('button', { name: 'Download the CSV' }))).toString(
      'utf8',
    )
    const [header, ...rows] = text.trim().split(/\r?\n/)
    expect(header?.split(',').slice(0, 4)).toEqual(COLUMNS)
    expect(rows).toHaveLength(150)
    expect(rows[0]?.split(',').filter((cell) => cell === 'setosa')).toHaveLength(2)
  })

  it('shows the project on Home with what it reached', async () => {
    const { page } = app()
    await goTo(page, 'Home')
    const projects = page.getByRole('region', { name: 'Projects' })
    await projects.getByText('Iris', { exact: true }).waitFor()
    await projects.getByText('30 trials').waitFor()
  })

  it.runIf(process.env['FETTLE_README_SHOT'] === '1')('poses for the README', async () => {
    const { page } = app()
    await openSample(page, 'Handwritten digits')
    await page.getByRole('button', START).click()
    await untilState(page, 'Done')
    for (const toast of await page.getByRole('button', { name: 'Dismiss' }).all()) await toast.click()
    await page.mouse.move(0, 0)
    await page.waitForTimeout(500)
    mkdirSync(join(ROOT, 'resources', 'readme'), { recursive: true })
    await page.screenshot({ path: join(ROOT, 'resources', 'readme', 'study.png') })
  })
})
