/** Fettle as a user has it: the built server on a data folder of its own, and a browser in front of it. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchBrowser } from './browser'
import { type RunningServer, startServer } from './server'
import { createTemporaryHome, type TemporaryHome } from './temporaryHome'
import { type PageWatch, watchPage } from './watchPage'

export interface AppOptions {
  /** The data folder; one that is removed at the end unless given. */
  readonly home?: TemporaryHome
  /** Puts data into the folder before the server starts. */
  readonly fill?: (folder: string) => void
  readonly width?: number
  readonly height?: number
  readonly colorScheme?: 'light' | 'dark'
  /** What the browser says its user reads. */
  readonly locale?: 'en-US' | 'zh-CN'
}

export interface OpenApp {
  readonly home: TemporaryHome
  readonly server: RunningServer
  readonly context: BrowserContext
  readonly page: Page
  readonly watch: PageWatch
  /** Opens a route, as its link would: `/settings`. */
  goto(route: string): Promise<void>
  /** Closes everything and removes the data. */
  close(): Promise<void>
}

/** How long an answer of the app may take before a test gives up. */
const PATIENCE_MS = 30_000

/** @throws when there is no browser; tests ask `findBrowser` first and skip. */
export async function openApp(options: AppOptions = {}): Promise<OpenApp> {
  const home = options.home ?? createTemporaryHome()
  options.fill?.(home.folder)
  const [server, browser] = await Promise.all([startServer({ home: home.folder }), launchBrowser()])
  const window = await openWindow(browser, server, options)
  return {
    home,
    server,
    ...window,
    async goto(route) {
      // By name: benchmarks use this, too, and are checked without the types of a page.
      await window.page.evaluate(
        (hash) => Reflect.set(Reflect.get(globalThis, 'location'), 'hash', hash),
        route,
      )
    },
    async close() {
      await browser.close()
      await server.stop()
      home.remove()
    },
  }
}

export type OpenWindow = Pick<OpenApp, 'context' | 'page' | 'watch'>

/** A window of a fresh profile on a server that runs. */
export async function openWindow(
  browser: Browser,
  server: RunningServer,
  { width = 1440, height = 900, colorScheme = 'light', locale = 'en-US' }: AppOptions = {},
): Promise<OpenWindow> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    locale,
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const watch = watchPage(page)
  await page.goto(server.address)
  await page.getByRole('main').waitFor()
  return { context, page, watch }
}
