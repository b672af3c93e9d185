import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Dataset } from '@shared/domain/dataset'
import type { Model } from '@shared/domain/design'
import type { ProjectId } from '@shared/domain/ids'
import { toAppError, type AppError } from '@shared/errors/appError'
import { useApi } from '../api'
import { useActivityStore } from './activity'
import { useProjectsStore } from './projects'

/** The project that is open: its datasets and models, and its studies as `activity` knows them. */
export const useProjectStore = defineStore('project', () => {
  const api = useApi()
  const projects = useProjectsStore()
  const activity = useActivityStore()
  const id = ref<ProjectId>()
  const datasets = shallowRef<readonly Dataset[]>([])
  const models = shallowRef<readonly Model[]>([])
  const error = shallowRef<AppError>()
  const isLoaded = ref(false)

  const card = computed(() => projects.cards.find((project) => project.id === id.value))
  const name = computed(() => card.value?.name ?? '')
  const studies = computed(() => activity.studies.filter((study) => study.projectId === id.value))

  /** Opens a project, or does nothing if it is the one that is open. */
  async function open(projectId: ProjectId): Promise<void> {
    if (id.value === projectId) return
    id.value = projectId
    datasets.value = []
    models.value = []
    isLoaded.value = false
    await load()
  }

  /** Asks for datasets and models again. */
  async function load(): Promise<void> {
    const projectId = id.value
    if (projectId === undefined) return
    try {
      const [foundDatasets, foundModels] = await Promise.all([
        api.invoke('dataset:list', { projectId }),
        api.invoke('model:list', { projectId }),
      ])
      if (projectId !== id.value) return
      datasets.value = foundDatasets
      models.value = foundModels
      error.value = undefined
      isLoaded.value = true
    } catch (thrown) {
      if (projectId === id.value) error.value = toAppError(thrown)
    }
  }

  api.on('project:changed', (changed) => {
    if (changed.projectId === id.value) void load()
  })
  api.on('core:restarted', () => void load())
  return { id, card, name, datasets, models, studies, error, isLoaded, open, load }
})
