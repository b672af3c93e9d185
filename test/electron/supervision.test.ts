import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ROOT } from '../support/build'
import { describeDesktop } from '../support/desktopTests'
import { closeDesktop, type Desktop, launchDesktop } from '../support/electron'
import { createTemporaryHome, type TemporaryHome } from '../support/temporaryHome'

/** What the preload exposes, as a page of the test sees it. */
declare const fettle: {
  invoke(channel: string, input: unknown): Promise<unknown>
  on(event: string, listener: (payload: unknown) => void): () => void
}

/** Real shell, real utility processes; core and worker are small fakes, since the test's Electron cannot load the real ones. */
describeDesktop('supervision of a core in a utility process', () => {
  let appFolder: string
  let home: TemporaryHome
  let desktop: Desktop

  beforeEach(async () => {
    appFolder = layOutApp()
    home = createTemporaryHome()
    desktop = await launchDesktop({ home: home.folder, appFolder, usesNodeCore: false })
    await desktop.page.waitForSelector('h1')
  })

  afterEach(async () => {
    await closeDesktop(desktop)
    rmSync(appFolder, { recursive: true, force: true })
    home.remove()
  })

  const invoke = (channel: string) => desktop.page.evaluate((name) => fettle.invoke(name, null), channel)

  it('relays a request to the core and its answer back', async () => {
    expect(await invoke('app:about')).toMatchObject({
      ok: true,
      value: { pid: expect.any(Number) as number },
    })
  })

  it('forks a worker on the core’s behalf, joins the two by a port, and kills it when asked', async () => {
    expect(await invoke('project:list')).toMatchObject({ ok: true, value: { echo: { greeting: 'hello' } } })
    expect(await invoke('study:list')).toMatchObject({
      ok: true,
      value: { kind: 'host:exited', workerId: 1 },
    })
  })

  it('starts a core that died again, answers what it left open, and says so', async () => {
    const restarted = desktop.page.evaluate(
      () => new Promise((resolve) => fettle.on('core:restarted', resolve)),
    )
    const before = await invoke('app:about')
    expect(await invoke('trial:retry')).toEqual({
      ok: false,
      error: { code: 'app/core-restarted', details: {} },
    })
    expect(await restarted).toEqual({})
    const after = await invoke('app:about')
    expect(after).toMatchObject({ ok: true })
    expect(after).not.toEqual(before)
  })

  it('asks before it closes on a running study, and lets the core finish', async () => {
    await invoke('study:start')
    const asked = await desktop.app.evaluate(async ({ BrowserWindow, dialog }) => {
      const messages: string[] = []
      // The second of the two buttons: keep working.
      dialog.showMessageBox = ((_window: unknown, options: { message: string }) => {
        messages.push(options.message)
        return Promise.resolve({ response: 1, checkboxChecked: false })
      }) as typeof dialog.showMessageBox
      BrowserWindow.getAllWindows()[0]?.close()
      await new Promise((resolve) => setTimeout(resolve, 200))
      return messages
    })
    expect(asked).toHaveLength(1)
    expect(await invoke('app:about')).toMatchObject({ ok: true })

    const closed = desktop.app.waitForEvent('close')
    await desktop.app.evaluate(({ BrowserWindow, dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
      BrowserWindow.getAllWindows()[0]?.close()
    })
    await closed
    expect(existsSync(join(home.folder, 'flushed'))).toBe(true)
  })
})

/** A folder that looks like a build: the built shell and preload, a page with a heading, and the fakes. */
function layOutApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-shell-'))
  const out = join(folder, 'out')
  mkdirSync(join(out, 'renderer'), { recursive: true })
  cpSync(join(ROOT, 'out', 'main'), join(out, 'main'), { recursive: true })
  cpSync(join(ROOT, 'out', 'preload'), join(out, 'preload'), { recursive: true })
  writeFileSync(join(out, 'renderer', 'index.html'), '<!doctype html><title>Shell</title><h1>Shell</h1>')
  writeFileSync(join(folder, 'package.json'), readFileSync(join(ROOT, 'package.json')))
  const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name)
  cpSync(fixture('fakeCore.cjs'), join(out, 'main', 'core.cjs'))
  cpSync(fixture('fakeWorker.cjs'), join(out, 'main', 'trainingWorker.cjs'))
  return folder
}
