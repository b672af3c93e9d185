/** @file The one door from the page: checks who asks, then passes the contract on to the core and events back. */
import { type BrowserWindow, ipcMain, type IpcMainInvokeEvent } from 'electron'
import { RELAY_EVENT, RELAY_INVOKE } from '../../shared/contract/bridge'
import type { EventMessage, Result } from '../../shared/contract/envelope'
import { AppError } from '../../shared/errors/appError'
import { toWireError } from '../../shared/errors/wireError'
import { isTrustedSender } from './senderCheck'

export interface RelayOptions {
  readonly findWindow: () => BrowserWindow | null
  readonly invoke: (channel: string, input: unknown) => Promise<Result>
}

export function installRelay({ findWindow, invoke }: RelayOptions): void {
  ipcMain.handle(RELAY_INVOKE, (event: IpcMainInvokeEvent, channel: unknown, input: unknown) => {
    const window = findWindow()
    const mainFrame = window && event.sender === window.webContents ? window.webContents.mainFrame : null
    if (!isTrustedSender(event.senderFrame, mainFrame)) return refuse('sender')
    return typeof channel === 'string' ? invoke(channel, input) : refuse('channel')
  })
}

export function sendEvent(window: BrowserWindow | null, { event, payload }: EventMessage): void {
  if (window && !window.isDestroyed()) window.webContents.send(RELAY_EVENT, event, payload)
}

function refuse(issue: string): Result {
  return { ok: false, error: toWireError(new AppError('contract/bad-request', { channel: '', issue })) }
}
