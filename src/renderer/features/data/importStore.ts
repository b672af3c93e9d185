import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Dataset, DatasetVersion } from '@shared/domain/dataset'
import type { DialectChoice } from '@shared/domain/dialect'
import type { DatasetId, FileId, ProjectId } from '@shared/domain/ids'
import { toAppError, type AppError } from '@shared/errors/appError'
import { uploadFiles, useApi } from '@renderer/api'
import type { IncomingSource } from '@renderer/stores'
import { debounce } from './wizard/debounce'
import {
  canBeUsed,
  reduceWizard,
  type PlanEdit,
  type WizardEvent,
  type WizardState,
} from './wizard/wizardState'

const REVIEW_AFTER_MS = 250

/** Views of a source; which ones there are depends on what it holds. */
export type WizardTab = 'columns' | 'rows' | 'aside' | 'profile' | 'recipe' | 'pictures' | 'texts' | 'series'

/** Where the dataset goes; nulls: a new project, a new dataset. */
interface Place {
  readonly projectId: ProjectId | null
  readonly datasetId: DatasetId | null
}

function withoutEnding(fileName: string): string {
  return fileName.replace(/(?:\.[A-Za-z][A-Za-z0-9]{0,6}){1,2}$/, '').slice(0, 120) || fileName
}

/** The import under way. It lives in a store, so that leaving the screen keeps it. */
export const useImportStore = defineStore('import', () => {
  const api = useApi()
  const fileName = ref('')
  /** Name of the dataset to be. */
  const name = ref('')
  const stage = ref<'empty' | 'uploading' | 'reading' | 'ready' | 'failed'>('empty')
  /** Share of the file that has come in or been read; null: unknown. */
  const progress = ref<number | null>(null)
  const error = shallowRef<AppError>()
  const choice = shallowRef<DialectChoice>({})
  const state = shallowRef<WizardState>()
  const isReviewing = ref(false)
  /** Which view of the table is open. */
  const tab = ref<WizardTab>('columns')
  const fileId = shallowRef<FileId>()
  let abort = new AbortController()
  const reviewSoon = debounce(() => void review(), REVIEW_AFTER_MS)

  const canCommit = computed(() => stage.value === 'ready' && !error.value && canBeUsed(state.value))

  function dispatch(event: WizardEvent): void {
    state.value = reduceWizard(state.value, event)
    if (state.value?.isStale) reviewSoon.schedule()
    else reviewSoon.cancel()
  }

  /** Takes a source in and reads it; an import that was under way is dropped. */
  async function begin(source: IncomingSource): Promise<void> {
    clear()
    const { signal } = abort
    fileName.value = source.name
    name.value = withoutEnding(source.name)
    stage.value = 'uploading'
    progress.value = 0
    try {
      const arrived = await uploadFiles(api, source, {
        signal,
        onProgress: (share) => (progress.value = share),
      })
      if (signal.aborted) return discard(arrived)
      fileId.value = arrived
      await propose({})
    } catch (thrown) {
      fail(thrown, signal)
    }
  }

  /** Reads the file (again) with what the user fixed about the way it is written. */
  async function propose(dialect: DialectChoice): Promise<void> {
    if (fileId.value === undefined) return
    const { signal } = abort
    choice.value = dialect
    error.value = undefined
    progress.value = null
    stage.value = 'reading'
    try {
      const preview = await api.invoke('import:propose', { fileId: fileId.value, dialect })
      if (signal.aborted) return
      stage.value = 'ready'
      dispatch({ kind: 'proposed', choice: dialect, preview })
    } catch (thrown) {
      fail(thrown, signal)
    }
  }

  /** Takes up the source of a version that is kept already, with its plan, to make the next version of it. */
  async function reopen(version: DatasetVersion, datasetName: string): Promise<void> {
    clear()
    const { signal } = abort
    stage.value = 'reading'
    progress.value = null
    try {
      const source = await api.invoke('dataset:reopen', { id: version.id })
      if (signal.aborted) return
      fileId.value = source.fileId
      fileName.value = source.fileName
      name.value = datasetName
      const preview = await api.invoke('import:review', { fileId: source.fileId, plan: version.plan })
      if (signal.aborted) return
      stage.value = 'ready'
      choice.value = version.plan.dialect
      dispatch({ kind: 'proposed', choice: version.plan.dialect, preview })
    } catch (thrown) {
      fail(thrown, signal)
    }
  }

  /** Edits that follow each other with the same key are taken back together. */
  const edit = (change: PlanEdit, key?: string): void => dispatch({ kind: 'edited', edit: change, key })
  const undo = (): void => dispatch({ kind: 'undone' })
  const redo = (): void => dispatch({ kind: 'redone' })

  /** Asks again for what failed. */
  const retry = (): Promise<void> => (state.value?.isStale ? review() : propose(choice.value))

  async function review(): Promise<void> {
    const asked = state.value
    if (fileId.value === undefined || !asked) return
    isReviewing.value = true
    try {
      const preview = await api.invoke('import:review', { fileId: fileId.value, plan: asked.plan })
      error.value = undefined
      dispatch({ kind: 'reviewed', revision: asked.revision, preview })
    } catch (thrown) {
      if (asked.revision === state.value?.revision) error.value = toAppError(thrown)
    } finally {
      isReviewing.value = false
    }
  }

  async function commit(place: Place): Promise<Dataset | undefined> {
    if (fileId.value === undefined || !state.value) return undefined
    const { plan } = state.value
    const dataset = await api.invoke('import:commit', {
      fileId: fileId.value,
      plan,
      name: name.value,
      ...place,
    })
    fileId.value = undefined
    clear()
    return dataset
  }

  function discard(id: FileId): void {
    api.invoke('file:discard', { fileId: id }).catch(() => undefined)
  }

  function fail(thrown: unknown, signal: AbortSignal): void {
    if (signal.aborted) return
    error.value = toAppError(thrown)
    stage.value = state.value ? 'ready' : 'failed'
  }

  /** Forgets the import; its file is discarded. */
  function clear(): void {
    abort.abort()
    abort = new AbortController()
    reviewSoon.cancel()
    if (fileId.value !== undefined) discard(fileId.value)
    fileId.value = undefined
    state.value = undefined
    error.value = undefined
    choice.value = {}
    tab.value = 'columns'
    stage.value = 'empty'
  }

  api.on('import:progressed', (event) => {
    if (event.fileId === fileId.value)
      progress.value = event.totalBytes > 0 ? event.doneBytes / event.totalBytes : null
  })

  return {
    fileId,
    fileName,
    name,
    stage,
    progress,
    error,
    choice,
    state,
    isReviewing,
    tab,
    canCommit,
    begin,
    reopen,
    propose,
    edit,
    undo,
    redo,
    retry,
    commit,
    clear,
  }
})
