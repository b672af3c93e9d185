/** A study is steered from its screen: how it searches, trials by hand, what varies, results from elsewhere. */
import { expect, it } from 'vitest'
import { describeApp } from '../support/browserTests'
import { choose, goTo, leaderboard, openSample, START, untilDone, untilState } from '../support/steps'

describeApp('steering a study', (app) => {
  it('is set up with a strategy that is explained where it is chosen', async () => {
    const { page } = app()
    await openSample(page, 'Iris')
    await page.getByRole('button', START).click()
    await untilState(page, 'Done')
    await goTo(page, 'Studies')
    await page.getByRole('link', { name: 'New study' }).click()
    await page.getByRole('button', { name: 'All strategies' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Find a strategy').fill('halving')
    await dialog.getByRole('radio', { name: 'Hyperband' }).check()
    await dialog.getByText('Several rounds of halving').waitFor()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page.getByLabel('Trials', { exact: true }).fill('12')
    await page.getByLabel('Name', { exact: true }).fill('In brackets')
    await page.getByRole('button', { name: 'Create and start' }).click()
    await untilState(page, 'Done')
    await page.getByText('Strategy: Hyperband').waitFor()
    await leaderboard(page).getByText('pruned').first().waitFor()
  })

  it('takes a trial by hand, and marks it', async () => {
    const { page } = app()
    await page.getByRole('button', { name: 'Add a trial' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Units').fill('33')
    await dialog.getByRole('button', { name: 'Add the trial' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await untilDone(page, 13)
    await leaderboard(page).getByText('by hand').waitFor()
  })

  it('searches otherwise from now on, and knows what it searched before', async () => {
    const { page } = app()
    const open = async () => {
      await page.getByRole('main').getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Change what varies' }).click()
    }
    await open()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Dropout varies in the study; fix it' }).click()
    await dialog.getByRole('button', { name: 'Search so from now on' }).click()
    await page.getByText('Trials are made from version 2 now.').waitFor()
    await open()
    await dialog.getByRole('tab', { name: 'Versions' }).click()
    await dialog.getByText(/Dropout does not vary any more/).waitFor()
    await page.keyboard.press('Escape')
  })

  it('learns from another study, and tells how much of it fits', async () => {
    const { page } = app()
    await page.getByRole('main').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Learn from other results' }).click()
    await choose(page, 'Study', 'Iris')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Learn from it' }).click()
    expect(await dialog.getByText(/of \d+ results of Iris fit/).innerText()).toMatch(/^\d+ of 30/)
  })
})
