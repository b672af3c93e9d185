/** @file The desktop host put together: one instance, one window, one core, and an orderly end. */
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, session } from 'electron'
import { registerAppScheme, serveAppScheme } from './appScheme'
import { createCloseGuard } from './closeGuard'
import { startCoreChild } from './coreChild'
import { createCoreSupervisor } from './coreSupervisor'
import { guardAllContents, guardSession } from './guards'
import { openMainWindow } from './mainWindow'
import { printPage } from './printPage'
import { installRelay, sendEvent } from './relay'
import { createShellPreferences } from './shellPreferences'
import { SHELL_WORDS } from './words'
import { createWorkerForks } from './workerForks'

/** @param programFolder folder of the built programs (`out/main`). */
export function startDesktop(programFolder: string): void {
  const dataFolder = process.env['FETTLE_HOME'] ?? join(app.getPath('appData'), 'Fettle')
  // The browser engine's own files lie apart from the user's; the lock of the single instance is theirs.
  app.setPath('userData', join(dataFolder, 'shell'))
  if (!app.requestSingleInstanceLock()) return app.quit()
  // As root, where Chromium has no sandbox, enabling it would end every process at once.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerAppScheme()
  guardAllContents()
  void app.whenReady().then(() => runDesktop(programFolder, dataFolder))
}

function runDesktop(programFolder: string, dataFolder: string): void {
  const root = join(programFolder, '..', '..')
  let window: BrowserWindow | null = null
  guardSession(session.defaultSession)
  serveAppScheme(join(programFolder, '..', 'renderer'))
  const preferences = createShellPreferences()
  const core = createCoreSupervisor({
    startChild: () => startCoreChild(join(programFolder, 'core.cjs')),
    createForks: (child) =>
      createWorkerForks(child, {
        trainingWorker: join(programFolder, 'trainingWorker.cjs'),
        importWorker: join(programFolder, 'importWorker.cjs'),
      }),
    onEvent: (event) => sendEvent(window, event),
    print: (page) => printPage({ ...page, folder: dataFolder }),
    onGivenUp: () => {
      const words = SHELL_WORDS[preferences.language()]
      dialog.showErrorBox(words.coreLostTitle, words.coreLostDetail)
      app.exit(1)
    },
  })
  const invoke = async (channel: string, input: unknown) => {
    const result = await core.invoke(channel, input)
    preferences.observe(channel, result)
    return result
  }
  installRelay({ findWindow: () => window, invoke })
  const closeGuard = createCloseGuard({
    runningStudyCount: core.runningStudyCount,
    language: preferences.language,
  })
  window = openMainWindow({
    preloadFile: join(programFolder, '..', 'preload', 'index.cjs'),
    iconFile: join(root, 'resources', 'icons', 'fettle.png'),
    hasDevTools: !app.isPackaged,
  })
  closeGuard.watch(window)
  window.once('closed', () => (window = null))
  app.on('second-instance', () => showAgain(window))
  endInOrder(core.shutdown, closeGuard.disarm)
}

function showAgain(window: BrowserWindow | null): void {
  if (window?.isMinimized()) window.restore()
  window?.focus()
}

/** The core writes what it holds before the app is gone, whatever asked for the end. */
function endInOrder(shutdown: () => Promise<void>, disarm: () => void): void {
  let isShutDown = false
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (isShutDown) return
    event.preventDefault()
    void shutdown().then(() => {
      isShutDown = true
      app.quit()
    })
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      disarm()
      app.quit()
    })
  }
}
