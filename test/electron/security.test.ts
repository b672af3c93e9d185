import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CONTENT_SECURITY_POLICY } from '../../src/shared/contract/webPolicy'
import { ROOT } from '../support/build'
import { describeDesktop } from '../support/desktopTests'
import { closeDesktop, type Desktop, launchDesktop } from '../support/electron'
import { createTemporaryHome, type TemporaryHome } from '../support/temporaryHome'

/** What the preload exposes, as a page of the test sees it. */
declare const fettle: { invoke(channel: string, input: unknown): Promise<unknown> }

describeDesktop('the desktop window', () => {
  let home: TemporaryHome
  let desktop: Desktop

  beforeAll(async () => {
    home = createTemporaryHome()
    desktop = await launchDesktop({ home: home.folder })
    await desktop.page.waitForFunction(() => document.readyState === 'complete')
  })

  afterAll(async () => {
    await closeDesktop(desktop)
    home.remove()
  })

  it('shows the app at its own address under the content policy', async () => {
    expect(desktop.page.url()).toMatch(/^app:\/\/local\//)
    const policy = await desktop.page.evaluate(async () => {
      const response = await fetch(location.href)
      return response.headers.get('content-security-policy')
    })
    expect(policy).toBe(CONTENT_SECURITY_POLICY)
  })

  it('is sandboxed and isolated, without Node', async () => {
    const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      // Electron leaves it out of its types; it is the only way to ask a window what it was made with.
      const contents = window?.webContents as unknown as { getLastWebPreferences(): object } | undefined
      return contents?.getLastWebPreferences()
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
    })
    const globals = await desktop.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
    )
    expect(globals).toEqual([])
  })

  it('exposes invoke and on, and nothing else', async () => {
    expect(await desktop.page.evaluate(() => Object.keys(fettle).sort())).toEqual(['invoke', 'on'])
  })

  it.each(['__proto__', 'fettle:invoke', 'no:such'])('knows no channel %s', async (channel) => {
    const answer = await desktop.page.evaluate((name) => fettle.invoke(name, null), channel)
    expect(answer).toMatchObject({ ok: false, error: { code: 'contract/unknown-channel' } })
  })

  it('opens no windows', async () => {
    expect(await desktop.page.evaluate(() => window.open('https://example.com') === null)).toBe(true)
    expect(desktop.app.windows()).toHaveLength(1)
  })

  it('goes nowhere else', async () => {
    const before = desktop.page.url()
    await desktop.page.evaluate(() => void (location.href = 'https://example.com/'))
    await desktop.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)))
    expect(desktop.page.url()).toBe(before)
  })

  it('answers no path outside the renderer', async () => {
    const statuses = await desktop.page.evaluate(() =>
      Promise.all(
        ['..%2fmain/index.cjs', '%2e%2e%2fpackage.json', 'none.js'].map(
          async (path) => (await fetch(`/${path}`)).status,
        ),
      ),
    )
    expect(statuses).toEqual([404, 404, 404])
  })

  it('is granted no permissions', async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[]
    const states = await desktop.page.evaluate(
      (asked) => Promise.all(asked.map(async (name) => (await navigator.permissions.query({ name })).state)),
      names,
    )
    expect(new Set(states)).toEqual(new Set(['denied']))
  })
})

describeDesktop('the desktop shell', () => {
  let home: TemporaryHome
  let desktop: Desktop
  let server: Server
  let requestCount = 0

  beforeAll(async () => {
    home = createTemporaryHome()
    desktop = await launchDesktop({ home: home.folder })
    server = createServer((_request, response) => {
      requestCount++
      response.end('<title>outside</title>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })

  afterAll(async () => {
    server.close()
    await closeDesktop(desktop)
    home.remove()
  })

  it('reaches no network, whatever page would ask for it', async () => {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const outcome = await desktop.app.evaluate(async ({ BrowserWindow }, url) => {
      const window = new BrowserWindow({ show: false })
      const failure = await window.loadURL(url).then(
        () => 'loaded',
        (error: { code?: string }) => error.code,
      )
      window.destroy()
      return failure
    }, address)
    expect(outcome).toBe('ERR_BLOCKED_BY_CLIENT')
    expect(requestCount).toBe(0)
  })

  it('answers the app’s window only', async () => {
    const answer = await desktop.app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
        await stranger.loadURL('app://local/')
        const result: unknown = await stranger.webContents.executeJavaScript(
          "fettle.invoke('app:about', null)",
        )
        stranger.destroy()
        return result
      },
      join(ROOT, 'out', 'preload', 'index.cjs'),
    )
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'contract/bad-request', details: { issue: 'sender' } },
    })
  })
})
