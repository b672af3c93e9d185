/** @file The one window: sandboxed, isolated, and shown when it has something to show. */
import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme } from 'electron'
import { APP_ADDRESS } from './appUrl'

export interface WindowOptions {
  readonly preloadFile: string
  readonly iconFile: string
  readonly hasDevTools: boolean
}

/** Kept apart so that a test can read them. */
export function windowOptions({
  preloadFile,
  iconFile,
  hasDevTools,
}: WindowOptions): BrowserWindowConstructorOptions {
  return {
    width: 1360,
    height: 880,
    minWidth: 960,
    minHeight: 640,
    show: false,
    title: 'Fettle',
    icon: iconFile,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#15171a' : '#fbfbfa',
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: hasDevTools,
    },
  }
}

export function openMainWindow(options: WindowOptions): BrowserWindow {
  const window = new BrowserWindow(windowOptions(options))
  window.once('ready-to-show', () => window.show())
  void window.loadURL(APP_ADDRESS)
  return window
}
