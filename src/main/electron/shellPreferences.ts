/** @file The preferences that the shell follows too: the language of its words and the theme of its frame. */
import { app, nativeTheme } from 'electron'
import * as v from 'valibot'
import type { Result } from '../../shared/contract/envelope'
import { Preferences } from '../../shared/domain/preferences'
import { installMenu } from './menu'
import { findShellLanguage, type ShellLanguage } from './words'

export interface ShellPreferences {
  language(): ShellLanguage
  /** Watches what passes between page and core; answers about preferences are followed. */
  observe(channel: string, result: Result): void
}

export function createShellPreferences(): ShellPreferences {
  const hasDevTools = !app.isPackaged
  let language = findShellLanguage('system', app.getLocale())
  installMenu(language, hasDevTools)
  return {
    language: () => language,
    observe(channel, result) {
      if (!channel.startsWith('preferences:') || !result.ok) return
      const preferences = v.safeParse(Preferences, result.value)
      if (!preferences.success) return
      nativeTheme.themeSource = preferences.output.theme
      const wanted = findShellLanguage(preferences.output.language, app.getLocale())
      if (wanted !== language) installMenu((language = wanted), hasDevTools)
    },
  }
}
