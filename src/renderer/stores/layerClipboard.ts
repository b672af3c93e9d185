import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { LayerClip } from '@shared/domain/layerClip'

/** The layer that was copied last in this window: a menu must not read the clipboard of the system without asking. */
export const useLayerClipboardStore = defineStore('layerClipboard', () => {
  const clip = shallowRef<LayerClip>()
  return { clip }
})
