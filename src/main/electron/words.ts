/** @file The few words that the shell says itself, in both languages; all others are the renderer's. */

export type ShellLanguage = 'en' | 'zh-CN'

interface ShellWords {
  readonly runningTitle: string
  readonly runningDetail: string
  readonly closeAndContinueLater: string
  readonly keepWorking: string
  readonly coreLostTitle: string
  readonly coreLostDetail: string
  readonly file: string
  readonly edit: string
  readonly view: string
  readonly window: string
}

export const SHELL_WORDS: Readonly<Record<ShellLanguage, ShellWords>> = {
  en: {
    runningTitle: 'A study is running',
    runningDetail:
      'If you close Fettle now, the study stops where it is. You can continue it at the next start.',
    closeAndContinueLater: 'Close and continue later',
    keepWorking: 'Keep working',
    coreLostTitle: 'Fettle cannot go on',
    coreLostDetail:
      'Its core ended several times in a row. Nothing that was saved is lost. Please start Fettle again.',
    file: 'File',
    edit: 'Edit',
    view: 'View',
    window: 'Window',
  },
  'zh-CN': {
    runningTitle: '有研究正在运行',
    runningDetail: '现在关闭 Fettle，研究会停在当前进度，下次启动时可以继续。',
    closeAndContinueLater: '关闭，稍后继续',
    keepWorking: '继续工作',
    coreLostTitle: 'Fettle 无法继续',
    coreLostDetail: '核心进程连续多次退出。已保存的内容不会丢失，请重新启动 Fettle。',
    file: '文件',
    edit: '编辑',
    view: '视图',
    window: '窗口',
  },
}

/** @param preference of the user; `system` follows the desktop's locale. */
export function findShellLanguage(preference: 'system' | ShellLanguage, locale: string): ShellLanguage {
  if (preference !== 'system') return preference
  return locale.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
