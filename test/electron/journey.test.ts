import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ROOT } from '../support/build'
import { describeDesktop } from '../support/desktopTests'
import { dropFile } from '../support/dropFile'
import { closeDesktop, type Desktop, launchDesktop } from '../support/electron'
import { createTemporaryHome, type TemporaryHome } from '../support/temporaryHome'

/** For pictures to look at; ignored by git. */
const SHOTS = join(ROOT, 'shots', 'desktop')

/** Semicolons, decimal commas, a missing figure and a row with a cell too many. */
const MESSY = [
  'Größe;Gewicht;Farbe;Sorte',
  ...Array.from({ length: 60 }, (_, index) => {
    const kind = index % 2 === 0
    return `${kind ? 5 + (index % 7) / 10 : 9 + (index % 5) / 10};${kind ? 100 + index : 200 + index};${index % 3 === 0 ? 'rot' : 'grün'};${kind ? 'Apfel' : 'Birne'}`.replaceAll(
      '.',
      ',',
    )
  }),
  ';120;rot;Apfel',
  '5,1;101;rot;Apfel;zuviel',
].join('\n')

describeDesktop('a day on the desktop', () => {
  let home: TemporaryHome
  let desktop: Desktop

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true })
    home = createTemporaryHome()
    desktop = await launchDesktop({ home: home.folder })
    desktop.page.setDefaultTimeout(30_000)
  })

  afterAll(async () => {
    await closeDesktop(desktop)
    home.remove()
  })

  it('goes from the gallery to a finished study', async () => {
    const { page } = desktop
    await page.getByRole('button', { name: /^Iris/ }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByText('Done', { exact: true }).first().waitFor({ timeout: 120_000 })
    const best = await page
      .getByText(/Best validation/)
      .first()
      .innerText()
    expect(best).toContain('accuracy')
    await page.screenshot({ path: join(SHOTS, 'finishedStudy.png') })
  })

  it('saves an exported model where the user says', async () => {
    const { app, page } = desktop
    const file = join(home.folder, 'iris.onnx')
    // Stands in for the save dialog, which no test can click.
    await app.evaluate(({ session }, path) => {
      session.defaultSession.once('will-download', (_event, item) => item.setSavePath(path))
    }, file)
    await page.getByRole('tab', { name: 'Export & predict' }).click()
    await page.getByRole('button', { name: 'Export ONNX' }).click()
    await expect
      .poll(() => existsSync(file) && statSync(file).size, { timeout: 15_000 })
      .toBeGreaterThan(1000)
  })

  it('prints a report as PDF', async () => {
    const { app, page } = desktop
    const file = join(home.folder, 'iris.pdf')
    await app.evaluate(({ session }, path) => {
      session.defaultSession.once('will-download', (_event, item) => item.setSavePath(path))
    }, file)
    await page.getByRole('button', { name: 'Report' }).click()
    await page.getByRole('menuitem', { name: /PDF/ }).click()
    await expect
      .poll(() => existsSync(file) && statSync(file).size, { timeout: 30_000 })
      .toBeGreaterThan(20_000)
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('takes a table that is dropped on the window', async () => {
    const { page } = desktop
    await page.getByRole('link', { name: 'Home' }).click()
    await dropFile(page, { name: 'Obst.csv', content: MESSY })
    await page.getByText('Größe').first().waitFor()
    await page.screenshot({ path: join(SHOTS, 'droppedTable.png') })
    expect(await page.getByText('Sorte').count()).toBeGreaterThan(0)
  })
})
