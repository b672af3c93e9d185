/** @file The application menu: what every desktop program has, and nothing of Fettle's own. */
import { Menu, type MenuItemConstructorOptions } from 'electron'
import { SHELL_WORDS, type ShellLanguage } from './words'

export function installMenu(language: ShellLanguage, hasDevTools: boolean): void {
  const words = SHELL_WORDS[language]
  const isMac = process.platform === 'darwin'
  const developer: MenuItemConstructorOptions[] = hasDevTools
    ? [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
    : []
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: words.file, submenu: [{ role: isMac ? 'close' : 'quit' }] },
    {
      label: words.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...developer,
      ],
    },
    ...(isMac ? [{ role: 'windowMenu', label: words.window } as const] : []),
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
