import { spawn } from 'node:child_process'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { ROOT } from '../support/build'
import { describeDesktop } from '../support/desktopTests'
import { closeDesktop, type Desktop, findElectron, launchDesktop } from '../support/electron'
import { findChildren, waitForEnd } from '../support/processes'
import { createTemporaryHome, type TemporaryHome } from '../support/temporaryHome'

describeDesktop('what the desktop survives', () => {
  let home: TemporaryHome
  let desktop: Desktop

  beforeEach(async () => {
    home = createTemporaryHome()
    desktop = await launchDesktop({ home: home.folder })
    desktop.page.setDefaultTimeout(30_000)
  })

  afterEach(async () => {
    await closeDesktop(desktop)
    home.remove()
  })

  it('starts a killed core again, says so, and offers to continue the study', async () => {
    const { page } = desktop
    await startDigits(page)
    const [corePid = 0] = findChildren(mainPid(desktop), 'core.cjs')
    process.kill(corePid, 'SIGKILL')
    expect(await waitForEnd(corePid, 5_000)).toBe(true)
    await page.getByText(/was interrupted at \d+ of 30 trials/).waitFor()
    await page.getByRole('button', { name: 'Continue', exact: true }).first().click()
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
    const [nextPid = 0] = findChildren(mainPid(desktop), 'core.cjs')
    expect(nextPid).not.toBe(corePid)
  })

  it('loses nothing when it is killed itself: the next start offers to continue', async () => {
    await startDigits(desktop.page)
    const [corePid = 0] = findChildren(mainPid(desktop), 'core.cjs')
    process.kill(mainPid(desktop), 'SIGKILL')
    expect(await waitForEnd(corePid, 5_000)).toBe(true)

    desktop = await launchDesktop({ home: home.folder })
    desktop.page.setDefaultTimeout(30_000)
    await desktop.page.getByText(/was interrupted at \d+ of 30 trials/).waitFor()
    await desktop.page.getByRole('button', { name: 'Continue', exact: true }).first().click()
    await desktop.page.getByText(/was interrupted at \d+ of 30 trials/).waitFor({ state: 'hidden' })
  })

  it('is there once only: a second start on the same data gives way', async () => {
    const electron = findElectron()
    const path = 'executablePath' in electron ? electron.executablePath : ''
    const second = spawn(path, ['--no-sandbox', '--disable-gpu', ROOT], {
      env: { ...process.env, FETTLE_HOME: home.folder, FETTLE_CORE_NODE: process.execPath },
      stdio: 'ignore',
    })
    const code = await new Promise((resolve) => second.once('exit', resolve))
    expect(code).toBe(0)
    expect(desktop.app.windows()).toHaveLength(1)
  })
})

function mainPid({ app }: Desktop): number {
  return app.process().pid ?? 0
}

/** Long enough a study to be killed in the middle of it. */
async function startDigits(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Handwritten digits/ }).click()
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  await page.getByText(/^Best validation/).waitFor()
}
