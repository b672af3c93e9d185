import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { Dataset, DatasetVersion } from '@shared/domain/dataset'
import type { DialectChoice } from '@shared/domain/dialect'
import type { DatasetId, FileId, ProjectId } from '@shared/domain/ids'
import { toAppError } from '@shared/errors/appError'
import { uploadFiles, useApi } from '@renderer/api'
import type { ImportPreview } from '@shared/domain/importPreview'
import type { IncomingSource } from '@renderer/stores'
import { createImportFields } from './importFields'
import { createReviews } from './importReviews'
import { canBeUsed, type PlanEdit } from './wizard/wizardState'

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
  const fields = createImportFields()
  const { fileId, fileName, name, stage, progress, error, choice, state, tab } = fields
  let abort = new AbortController()
  const { dispatch, review, cancel } = createReviews(api, fields)

  const canCommit = computed(() => stage.value === 'ready' && !error.value && canBeUsed(state.value))

  /** Takes a source in and reads it; an import that was under way is dropped. */
  async function begin(source: IncomingSource): Promise<void> {
    clear()
    fileName.value = source.name
    name.value = withoutEnding(source.name)
    stage.value = 'uploading'
    progress.value = 0
    await follow(async (signal) => {
      const onProgress = (share: number): void => void (progress.value = share)
      const arrived = await uploadFiles(api, source, { signal, onProgress })
      if (signal.aborted) return discard(arrived)
      fileId.value = arrived
      await propose({})
    })
  }

  /** Follows the source: what it answers after another one was begun is dropped. */
  async function follow(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = abort
    try {
      await work(signal)
    } catch (thrown) {
      if (signal.aborted) return
      error.value = toAppError(thrown)
      stage.value = state.value ? 'ready' : 'failed'
    }
  }

  /** Reads the file (again) with what the user fixed about the way it is written. */
  async function propose(dialect: DialectChoice): Promise<void> {
    const id = fileId.value
    if (id === undefined) return
    choice.value = dialect
    error.value = undefined
    startReading()
    await follow(async (signal) => {
      const preview = await api.invoke('import:propose', { fileId: id, dialect })
      if (!signal.aborted) show(dialect, preview)
    })
  }

  function startReading(): void {
    progress.value = null
    stage.value = 'reading'
  }

  function show(dialect: DialectChoice, preview: ImportPreview): void {
    stage.value = 'ready'
    dispatch({ kind: 'proposed', choice: dialect, preview })
  }

  /** Takes up the source of a version that is kept already, with its plan, to make the next version of it. */
  async function reopen(version: DatasetVersion, datasetName: string): Promise<void> {
    clear()
    startReading()
    await follow(async (signal) => {
      const source = await api.invoke('dataset:reopen', { id: version.id })
      if (signal.aborted) return discard(source.fileId)
      fileId.value = source.fileId
      fileName.value = source.fileName
      name.value = datasetName
      const { plan } = version
      const preview = await api.invoke('import:review', { fileId: source.fileId, plan })
      if (signal.aborted) return
      choice.value = plan.dialect
      show(plan.dialect, preview)
    })
  }

  /** Edits that follow each other with the same key are taken back together. */
  const edit = (change: PlanEdit, key?: string): void => dispatch({ kind: 'edited', edit: change, key })
  const undo = (): void => dispatch({ kind: 'undone' })
  const redo = (): void => dispatch({ kind: 'redone' })

  /** Asks again for what failed. */
  const retry = (): Promise<void> => (state.value?.isStale ? review() : propose(choice.value))

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

  /** Forgets the import; its file is discarded. */
  function clear(): void {
    abort.abort()
    abort = new AbortController()
    cancel()
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
    ...fields,
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
