import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { useApi } from '@renderer/api'
import type { Design, Model } from '@shared/domain/design'
import type { DatasetId, ModelId } from '@shared/domain/ids'
import { toAppError, type AppError } from '@shared/errors/appError'
import { editDesign, type DesignEdit } from '../design/editDesign'
import {
  commitEdit,
  redoEdit,
  startHistory,
  undoEdit,
  type EditHistory,
} from '@renderer/composables/editHistory'

const SAVE_AFTER_MS = 600

export type SaveState = 'saved' | 'saving' | 'unsaved'

/** A model being edited: every edit can be undone, and is saved a moment later without being asked. */
export function useDesignEditor(modelId: ModelId) {
  const api = useApi()
  const model = shallowRef<Model>()
  const history = shallowRef<EditHistory<Design>>()
  const loadError = shallowRef<AppError>()
  const { saveState, saveError, saveSoon, saveNow } = useAutosave(async () => {
    if (model.value === undefined || history.value === undefined) return
    const { id, name } = model.value
    await api.invoke('model:save', { id, name, design: history.value.present })
  })

  async function load(): Promise<void> {
    try {
      model.value = await api.invoke('model:get', { id: modelId })
      history.value = startHistory(model.value.design)
      loadError.value = undefined
    } catch (thrown) {
      loadError.value = toAppError(thrown)
    }
  }

  function go(change: (history: EditHistory<Design>) => EditHistory<Design>): void {
    if (history.value === undefined) return
    const next = change(history.value)
    if (next === history.value) return
    history.value = next
    saveSoon()
  }

  async function rename(name: string): Promise<void> {
    if (model.value === undefined || history.value === undefined) return
    model.value = await api.invoke('model:save', { id: modelId, name, design: history.value.present })
  }

  /** What the model is made for; it is checked against that from now on. */
  async function setDataset(datasetId: DatasetId): Promise<void> {
    if (model.value === undefined || history.value === undefined) return
    const { name } = model.value
    model.value = await api.invoke('model:save', {
      id: modelId,
      name,
      design: history.value.present,
      datasetId,
    })
  }

  void load()
  return {
    model,
    design: computed(() => history.value?.present),
    canUndo: computed(() => (history.value?.past.length ?? 0) > 0),
    canRedo: computed(() => (history.value?.future.length ?? 0) > 0),
    apply: (edit: DesignEdit, key?: string) =>
      go((now) => commitEdit(now, editDesign(now.present, edit), key)),
    undo: () => go(undoEdit),
    redo: () => go(redoEdit),
    rename,
    setDataset,
    load,
    loadError,
    saveState,
    saveError,
    saveNow,
  }
}

/** Saves some time after the last change, one save at a time, and at once when the screen is left. */
function useAutosave(save: () => Promise<void>) {
  const saveState = ref<SaveState>('saved')
  const saveError = shallowRef<AppError>()
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: Promise<void> = Promise.resolve()

  function saveSoon(): void {
    saveState.value = 'unsaved'
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void saveNow(), SAVE_AFTER_MS)
  }

  function saveNow(): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    timer = null
    saveState.value = 'saving'
    running = running.then(attempt)
    return running
  }

  async function attempt(): Promise<void> {
    try {
      await save()
      saveError.value = undefined
      if (timer === null) saveState.value = 'saved'
    } catch (thrown) {
      saveError.value = toAppError(thrown)
      saveState.value = 'unsaved'
    }
  }

  onBeforeUnmount(() => {
    if (timer !== null) void saveNow()
  })
  return { saveState, saveError, saveSoon, saveNow }
}
