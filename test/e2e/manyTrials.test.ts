import { expect, it } from 'vitest'
import { describeApp } from '../support/browserTests'
import { fillManyTrials } from '../support/fillManyTrials'
import { leaderboard, readColumn, readNumbers, sortBy } from '../support/steps'

const COUNT = 10_000
/** As many rows as a few screens hold. */
const FEW = 150

describeApp(
  'a study of ten thousand trials',
  (app) => {
    it('opens with the best trial on top', async () => {
      const { page } = app()
      await page
        .getByRole('link', { name: /Mountain/ })
        .first()
        .click()
      await page
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: 'many', exact: true })
        .click()
      await page.getByText('of 10,000 trials').waitFor()
      const board = leaderboard(page)
      await board.waitFor()
      const [first] = await readColumn(board, 'Trial')
      expect(first).toContain('5001')
      expect(first).toContain('★')
      expect(await board.getAttribute('aria-rowcount')).toBe(String(COUNT + 1))
    })

    it('draws the rows in view only', async () => {
      const drawn = await readColumn(leaderboard(app().page), 'Trial')
      expect(drawn.length).toBeGreaterThan(10)
      expect(drawn.length).toBeLessThan(FEW)
    })

    it('scrolls to its last row', async () => {
      const { page } = app()
      const board = leaderboard(page)
      await board.focus()
      await page.keyboard.press('End')
      await board.locator(`[aria-rowindex="${COUNT + 1}"]`).waitFor()
      // The trials that failed have no value: they stand below all others, whichever way round.
      expect(new Set((await readColumn(board, 'State')).slice(-10))).toEqual(new Set(['failed']))
      await page.keyboard.press('Home')
      await board.locator('[aria-rowindex="2"]').waitFor()
    })

    it('sorts all of them, not only what is drawn', async () => {
      const { page } = app()
      const board = leaderboard(page)
      await sortBy(board, 'Units')
      const falling = readNumbers(await readColumn(board, 'Units'))
      expect(falling[0]).toBeGreaterThan(500)
      expect(falling).toEqual([...falling].sort((a, b) => b - a))
      await sortBy(board, 'Units')
      await expect.poll(async () => readNumbers(await readColumn(board, 'Units'))[0]).toBeLessThan(10)
    })

    it('filters all of them', async () => {
      const { page } = app()
      await page.getByRole('textbox', { name: 'Filter' }).fill('state:failed')
      await page.getByText('100 of 10,000 trials').waitFor()
      await page.getByRole('button', { name: 'Show all' }).click()
    })

    it('says how many lines of the chart are drawn', async () => {
      const { page } = app()
      await page.getByRole('tab', { name: 'Analysis' }).click()
      await page.getByText(/^[\d,]+ of 9,900 lines drawn$/).waitFor()
      await page.getByRole('img', { name: /^Value of every trial by number/ }).waitFor()
    })
  },
  { fill: (folder) => void fillManyTrials(folder, COUNT) },
)
