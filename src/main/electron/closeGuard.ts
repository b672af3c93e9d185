/** @file Closing the window while a study runs asks first. */
import { type BrowserWindow, dialog } from 'electron'
import { SHELL_WORDS, type ShellLanguage } from './words'

export interface CloseGuardOptions {
  readonly runningStudyCount: () => number
  readonly language: () => ShellLanguage
}

export interface CloseGuard {
  watch(window: BrowserWindow): void
  /** From now on nothing is asked: the system wants the app to end. */
  disarm(): void
}

const CLOSE = 0
const KEEP_WORKING = 1

export function createCloseGuard({ runningStudyCount, language }: CloseGuardOptions): CloseGuard {
  let isAgreed = false
  let isAsking = false
  const ask = async (window: BrowserWindow): Promise<void> => {
    const words = SHELL_WORDS[language()]
    isAsking = true
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      title: 'Fettle',
      message: words.runningTitle,
      detail: words.runningDetail,
      buttons: [words.closeAndContinueLater, words.keepWorking],
      defaultId: KEEP_WORKING,
      cancelId: KEEP_WORKING,
    })
    isAsking = false
    if (response !== CLOSE) return
    isAgreed = true
    window.close()
  }
  return {
    watch(window) {
      window.on('close', (event) => {
        if (isAgreed || runningStudyCount() === 0) return
        event.preventDefault()
        if (!isAsking) void ask(window)
      })
    },
    disarm: () => {
      isAgreed = true
    },
  }
}
