import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { ProjectCard } from '@shared/domain/project'
import type { ProjectId } from '@shared/domain/ids'
import { toAppError, type AppError } from '@shared/errors/appError'
import { useApi } from '../api'

/** Every project as Home lists it, the last changed first. */
export const useProjectsStore = defineStore('projects', () => {
  const api = useApi()
  const cards = shallowRef<readonly ProjectCard[]>([])
  const error = shallowRef<AppError>()
  const isLoaded = ref(false)

  async function load(): Promise<void> {
    try {
      const list = await api.invoke('project:list', null)
      cards.value = [...list].sort((a, b) => b.changedAt - a.changedAt)
      error.value = undefined
      isLoaded.value = true
    } catch (thrown) {
      error.value = toAppError(thrown)
    }
  }

  async function rename(id: ProjectId, name: string): Promise<void> {
    await api.invoke('project:rename', { id, name })
    await load()
  }

  async function remove(id: ProjectId): Promise<void> {
    await api.invoke('project:remove', { id })
    await load()
  }

  async function restore(id: ProjectId): Promise<void> {
    await api.invoke('project:restore', { id })
    await load()
  }

  api.on('project:changed', () => void load())
  api.on('core:restarted', () => void load())
  return { cards, error, isLoaded, load, rename, remove, restore }
})
