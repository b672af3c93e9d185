import { onBeforeUnmount, type Ref } from 'vue'
import { isTyping } from '@renderer/composables/useShortcut'
import { readLayerClip } from '@shared/domain/layerClip'
import { placeOf } from '../design/layerTree'
import type { BuilderContext } from './builderContext'
import { useLayerClipboard } from './useLayerClipboard'

interface LayerKeys extends Pick<BuilderContext, 'design' | 'apply' | 'chosen'> {
  /** Whether a layer is pasted here where none is chosen. */
  readonly isMain: boolean
}

/** Copy, cut and paste by the keys and menus of the system, for the layer that is chosen. */
export function useLayerKeys({ design, apply, chosen, isMain }: LayerKeys): void {
  const layers = useLayerClipboard({ design, apply })
  const own = (): string | null =>
    chosen.value !== null && placeOf(design.value, chosen.value) !== null ? chosen.value : null

  const take = (event: ClipboardEvent, cutOrCopy: (id: string) => string | null): void => {
    const id = own()
    if (id === null || isElsewhere(event) || window.getSelection()?.isCollapsed === false) return
    const text = cutOrCopy(id)
    if (text === null) return
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  useDocumentEvent('copy', (event) => take(event, layers.copy))
  useDocumentEvent('cut', (event) => take(event, layers.cut))
  useDocumentEvent('paste', (event) => {
    const below = own()
    if (isElsewhere(event) || (below === null && !(isMain && chosen.value === null))) return
    const clip = readLayerClip(event.clipboardData?.getData('text/plain') ?? '')
    if (clip === null) return
    event.preventDefault()
    layers.paste(clip, below)
  })
}

/** Keeps the layer that was clicked or has the focus; of layers in one another the innermost. */
export function useChosenLayer(chosen: Ref<string | null>): void {
  const choose = ({ target }: Event): void => {
    const card = target instanceof Element ? target.closest<HTMLElement>('[data-layer]') : null
    chosen.value = card?.dataset['layer'] ?? null
  }
  useDocumentEvent('pointerdown', choose)
  useDocumentEvent('focusin', choose)
}

/** A text takes what is pasted itself, and so may a dialog. */
function isElsewhere({ target }: Event): boolean {
  return isTyping(target) || document.querySelector('[role="dialog"]') !== null
}

function useDocumentEvent<Name extends keyof DocumentEventMap>(
  name: Name,
  listener: (event: DocumentEventMap[Name]) => void,
): void {
  document.addEventListener(name, listener)
  onBeforeUnmount(() => document.removeEventListener(name, listener))
}
