import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Download, Page } from 'playwright-core'
import { findBarriers, WORD_KEY } from '../support/barriers'
import { describeApp } from '../support/browserTests'
import { runIris } from '../support/screens'

const folder = mkdtempSync(join(tmpdir(), 'fettle-projects-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function save(page: Page, name: string, act: () => Promise<void>): Promise<string> {
  const path = join(folder, name)
  const [download]: [Download, void] = await Promise.all([page.waitForEvent('download'), act()])
  await download.saveAs(path)
  return path
}

describeApp('a project', (app) => {
  it('has goals, milestones, a note, tags and a star', async () => {
    const { page, goto } = app()
    const { projectId } = await runIris(page)
    await goto(`/projects/${projectId}`)
    const main = page.getByRole('main')
    await main.getByText('No goal is set').waitFor()
    await main.getByRole('button', { name: 'Add a goal' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^Target/).fill('90')
    await dialog.getByRole('button', { name: 'Add a goal' }).click()
    await main.getByText(/Accuracy ≥ 90.0 %/).waitFor()
    await main.getByText(/reached on/).waitFor()
    await main.getByLabel('What shall be done').fill('Write it up')
    await main.getByRole('button', { name: 'Add a milestone' }).click()
    await main.getByRole('checkbox', { name: 'Write it up' }).click()
    await main.getByText(/done on/).waitFor()
    await main.getByRole('button', { name: 'Write a note' }).click()
    await main.getByLabel('Note', { exact: true }).fill('**smallest** <img src=x onerror=alert(1)>')
    await main.getByRole('button', { name: 'Save' }).click()
    await main.locator('strong', { hasText: 'smallest' }).waitFor()
    expect(await main.locator('.markdown img').count()).toBe(0)
    await main.getByRole('button', { name: 'Edit' }).click()
    await main.getByLabel('Note', { exact: true }).fill('second text')
    await main.getByRole('button', { name: 'Save' }).click()
    await main.getByRole('button', { name: 'Earlier texts' }).click()
    await main.getByText('**smallest**').waitFor()
    await main.getByLabel('Add a tag').fill('flowers')
    await page.keyboard.press('Enter')
    await main.getByRole('button', { name: 'Star Iris' }).click()
    await main.getByRole('button', { name: 'Star Iris', pressed: true }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    expect(await main.innerText()).not.toMatch(WORD_KEY)
  })

  it('is told as a report, of itself or of a study', async () => {
    const { page } = app()
    const main = page.getByRole('main')
    const report = await save(page, 'project.html', async () => {
      await main.getByRole('button', { name: 'Report' }).click()
      await page.getByRole('menuitem', { name: /HTML/ }).click()
    })
    const html = readFileSync(report, 'utf8')
    for (const text of ['second text', 'accuracy ≥ 90.00 %', 'Study: Iris', '<svg'])
      expect(html).toContain(text)
    await main.getByRole('link', { name: 'Iris', exact: true }).last().click()
    await page.getByRole('tab', { name: 'Trials' }).waitFor()
    const pdf = await save(page, 'study.pdf', async () => {
      await main.getByRole('button', { name: 'Report' }).click()
      await page.getByRole('menuitem', { name: /PDF/ }).click()
    })
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
    expect(statSync(pdf).size).toBeGreaterThan(20_000)
  })

  it('goes into one file and comes back from it beside itself', async () => {
    const { page } = app()
    await page.getByRole('link', { name: 'Overview' }).click()
    const file = await save(page, 'iris.fettle', () =>
      page.getByRole('button', { name: 'Export as one file' }).click(),
    )
    await page.getByRole('link', { name: 'Home' }).click()
    await page.locator('input[accept=".fettle"]').setInputFiles(file)
    await page.getByText('Imported “Iris 2”').waitFor()
    await page.getByRole('main').getByText('second text').waitFor()
    await page.getByRole('link', { name: 'Home' }).click()
    expect(await page.getByRole('article').count()).toBe(2)
  })

  it('can be put aside and shown again', async () => {
    const { page } = app()
    await page.getByRole('button', { name: 'Actions for Iris' }).first().click()
    await page.getByRole('menuitem', { name: 'Archive' }).click()
    await page.getByText('Show archived (1)').waitFor()
    expect(await page.getByRole('article').count()).toBe(1)
    await page.getByRole('checkbox', { name: /Show archived/ }).click()
    expect(await page.getByRole('article').count()).toBe(2)
  })
})
