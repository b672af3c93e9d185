import { once } from 'node:events'
import { expect, it } from 'vitest'
import { describeApp } from '../support/browserTests'
import { launchBrowser } from '../support/browser'
import { openWindow } from '../support/openApp'
import { startServer } from '../support/server'
import {
  countDone,
  leaderboard,
  openSample,
  readColumn,
  readNumbers,
  setTrials,
  START,
  untilDone,
  untilState,
} from '../support/steps'

const TRIALS = 60
const inOrder = Array.from({ length: TRIALS }, (_, index) => index + 1)

/** The page goes on knocking at the door of the server that was killed. */
const KNOCKS = /^WebSocket connection to .* failed|^Failed to load resource: net::ERR_CONNECTION_REFUSED$/

describeApp(
  'a study that is interrupted',
  (app) => {
    it('shows trials as they run', async () => {
      const { page } = app()
      await openSample(page, 'Handwritten digits')
      await setTrials(page, TRIALS)
      await page.getByText(`of ${TRIALS} trials`).waitFor()
      await page.getByRole('button', START).click()
      await untilState(page, 'Running')
      const running = page.getByRole('main').getByRole('link', { name: /^Trial \d+$/ })
      await running.first().waitFor()
      await page
        .getByRole('main')
        .getByText(/^\d+ \/ \d+ · [\d.]+ %$/)
        .first()
        .waitFor()
      await page
        .getByRole('main')
        .getByText(/left, at [\d.,]+ trials a minute/)
        .waitFor()
    })

    it('waits while it is paused, also over a reload, and goes on', async () => {
      const { page } = app()
      await page.getByRole('button', { name: 'Pause', exact: true }).click()
      await untilState(page, 'Paused')
      await page.getByRole('button', { name: 'Continue', exact: true }).waitFor()
      const before = await countDone(page)
      await page.reload()
      await untilState(page, 'Paused')
      // Each of the two that ran may have been in its last moments.
      const done = await countDone(page)
      expect(done).toBeLessThanOrEqual(before + 2)
      await page.reload()
      await untilState(page, 'Paused')
      expect(await countDone(page)).toBe(done)
      await page.getByRole('button', { name: 'Continue', exact: true }).click()
      await untilDone(page, done + 2)
    })

    it('goes on while the page is loaded anew', async () => {
      const { page } = app()
      const done = await countDone(page)
      await page.reload()
      await untilDone(page, done + 2)
      expect(await page.getByRole('button', { name: 'Pause', exact: true }).count()).toBe(1)
    })

    it('asks before it stops, and can be continued', async () => {
      const { page } = app()
      await page.getByRole('button', { name: 'Stop', exact: true }).click()
      await page.getByRole('dialog').getByText('What is complete stays.').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Stop', exact: true }).click()
      await untilState(page, 'Stopped')
      const done = await countDone(page)
      expect(done).toBeLessThan(TRIALS)
      await page.getByRole('button', { name: 'Continue', exact: true }).click()
      await untilDone(page, done + 1)
    })

    it('loses nothing when the server is killed, and reaches exactly the planned trials', async () => {
      const { page, server, home } = app()
      const before = await countDone(page)
      const killed = once(server.process, 'exit')
      server.process.kill('SIGKILL')
      await killed
      await page.getByText('The connection to the engine is lost.').waitFor()
      const [next, browser] = await Promise.all([startServer({ home: home.folder }), launchBrowser()])
      try {
        const window = await openWindow(browser, next)
        const offer = window.page.getByRole('status').filter({ hasText: 'was interrupted at' })
        await offer.waitFor()
        const [, done] = /at (\d+) of 60 trials/.exec(await offer.innerText()) ?? []
        expect(Number(done)).toBeGreaterThanOrEqual(before)
        await offer.getByRole('button', { name: 'Continue' }).click()
        await untilState(window.page, 'Done')
        expect(await countDone(window.page)).toBe(TRIALS)
        const board = leaderboard(window.page)
        await expect.poll(async () => new Set(await readColumn(board, 'State'))).toEqual(new Set(['done']))
        const numbers = readNumbers(await readColumn(board, 'Trial'))
        expect(numbers.sort((a, b) => a - b)).toEqual(inOrder)
        expect(window.watch.complaints).toEqual([])
      } finally {
        await browser.close()
        await next.stop()
      }
    })
  },
  { expected: KNOCKS },
)
