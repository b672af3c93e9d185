import { onBeforeUnmount, type Ref } from 'vue'
import { isTyping } from '@renderer/composables/useShortcut'
import { readLayerClip } from '@shared/domain/layerClip'
import { allLayers, placeOf } from '../design/layerTree'
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

  const isAnyChosen = (): boolean => allLayers(design.value).some(({ id }) => id === chosen.value)

  /** What is pasted next goes where it was. */
  const cut = (id: string): string | null => {
    const place = placeOf(design.value, id)
    const text = layers.cut(id)
    if (text !== null) chosen.value = place?.siblings[place.index - 1]?.id ?? null
    return text
  }
  const take = (event: ClipboardEvent, cutOrCopy: (id: string) => string | null): void => {
    const id = own()
    if (id === null || isElsewhere(event) || window.getSelection()?.isCollapsed === false) return
    const text = cutOrCopy(id)
    if (text === null) return
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
  }
  useDocumentEvent('copy', (event) => take(event, layers.copy))
  useDocumentEvent('cut', (event) => take(event, cut))
  useDocumentEvent('paste', (event) => {
    const below = own()
    const isHere = below !== null || (isMain && !isAnyChosen())
    if (!isHere || isElsewhere(event)) return
    const clip = readLayerClip(event.clipboardData?.getData('text/plain') ?? '')
    if (clip === null) return
    event.preventDefault()
    chosen.value = layers.paste(clip, below) ?? chosen.value
  })
}

/** Keeps the layer that was clicked or has the focus; of layers in one another the innermost. */
export function useChosenLayer(chosen: Ref<string | null>): void {
  const choose = ({ target }: Event): void => {
    chosen.value = target instanceof Element ? layerAt(target) : null
  }
  // A click on a card may give the focus to what is around it.
  const follow = (event: FocusEvent): void => {
    const isAround = event.target instanceof Element && event.target.querySelector('[data-layer]') !== null
    if (!isAround || layerAt(event.target) !== null) choose(event)
  }
  useDocumentEvent('pointerdown', choose)
  useDocumentEvent('focusin', follow)
}

function layerAt(element: Element): string | null {
  return element.closest<HTMLElement>('[data-layer]')?.dataset['layer'] ?? null
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
