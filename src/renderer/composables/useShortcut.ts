import { onScopeDispose } from 'vue'

/**
 * Calls back on a key, written `mod+k`, `escape`, `?`: `mod` is Ctrl, or ⌘ on a Mac.
 * Keys without `mod` are left alone while the user types in a field.
 */
export function useShortcut(keys: string, listener: (event: KeyboardEvent) => void): void {
  const parts = keys.toLowerCase().split('+')
  const key = parts.at(-1) ?? ''
  const needsMod = parts.includes('mod')
  const onKey = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== key) return
    if (needsMod !== (event.ctrlKey || event.metaKey)) return
    if (!needsMod && isTyping(event.target)) return
    event.preventDefault()
    listener(event)
  }
  window.addEventListener('keydown', onKey)
  onScopeDispose(() => window.removeEventListener('keydown', onKey))
}

/** Whether keys go into a text. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
