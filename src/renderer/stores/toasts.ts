import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ToastItem } from '../ui/toast'

const SHOWN_MS = 8_000

/** Short notices at the bottom of the window; a removal comes with its Undo. */
export const useToastStore = defineStore('toasts', () => {
  const items = shallowRef<readonly ToastItem[]>([])
  let nextId = 1

  /** Shows a notice for a few seconds; `action` is what its button does. */
  function show(toast: Omit<ToastItem, 'id'>): number {
    const id = nextId++
    items.value = [...items.value, { ...toast, id }]
    setTimeout(() => dismiss(id), SHOWN_MS)
    return id
  }

  function dismiss(id: number): void {
    items.value = items.value.filter((item) => item.id !== id)
  }

  return { items, show, dismiss }
})
