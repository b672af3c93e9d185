import { useI18n } from 'vue-i18n'
import { useLayerClipboardStore, useToastStore } from '@renderer/stores'
import { type LayerClip, writeLayerClip } from '@shared/domain/layerClip'
import { clipLayer } from '../design/copyEdits'
import { allLayers } from '../design/layerTree'
import { useSettingText } from '../useSettingText'
import type { BuilderContext } from './builderContext'

/** Copies layers of a builder, with what varies in them, and pastes such. */
export function useLayerClipboard({ design, apply }: Pick<BuilderContext, 'design' | 'apply'>) {
  const { t } = useI18n()
  const words = useSettingText()
  const toasts = useToastStore()
  const clipboard = useLayerClipboardStore()

  /** @returns its text for the clipboard of the system; null where there is nothing to copy. */
  function copy(id: string): string | null {
    const clip = clipLayer(design.value, id)
    if (clip === null) return null
    const layer = words.layerTitle(design.value, id)
    clipboard.clip = clip
    toasts.show({ text: t('model.copied', { layer }) })
    return writeLayerClip(clip)
  }

  /** For a menu. Where the system keeps its clipboard to itself, the layer can be pasted in this window. */
  function copyToSystem(id: string): void {
    const text = copy(id)
    // Only pages that are served securely have it.
    const system = navigator.clipboard as Clipboard | undefined
    if (text !== null) void system?.writeText(text).catch(() => undefined)
  }

  function cut(id: string): string | null {
    const text = copy(id)
    if (text !== null) apply({ kind: 'removeLayer', id })
    return text
  }

  /** @param below null: at the end, before the output. @returns its new name; null where there is no room */
  function paste(clip: LayerClip, below: string | null): string | null {
    const known = new Set(allLayers(design.value).map(({ id }) => id))
    apply({ kind: 'pasteLayer', clip, below })
    const pasted = allLayers(design.value).find(({ id }) => !known.has(id))
    if (pasted === undefined) toasts.show({ text: t('model.noRoom') })
    return pasted?.id ?? null
  }

  return { clipboard, copy, copyToSystem, cut, paste }
}
