import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { useRouter } from 'vue-router'
import type { OpenedSample, SampleId } from '@shared/domain/sample'
import type { AppError } from '@shared/errors/appError'
import { uploadFiles, useApi } from '@renderer/api'
import { useAction } from '@renderer/composables/useInvoke'
import { useJob, type JobState } from '@renderer/composables/useJob'
import { useSampleWords } from '@renderer/composables/useSampleWords'
import { useProjectsStore } from '@renderer/stores'
import { nameOfFiles, type GatheredFile } from '@renderer/ui'

export interface SampleChoice {
  readonly id: SampleId
  readonly isQuick?: boolean
  /** The user's own data, for one part. */
  readonly own?: { readonly part: string; readonly files: readonly GatheredFile[] }
}

export interface UseOpenSampleReturn {
  readonly open: (choice: SampleChoice) => Promise<void>
  readonly job: JobState
  readonly isBusy: ComputedRef<boolean>
  readonly isUploading: Ref<boolean>
  readonly error: ComputedRef<AppError | undefined>
}

/** Opens a sample and goes to its first study, unless the user went elsewhere meanwhile. */
export function useOpenSample(): UseOpenSampleReturn {
  const api = useApi()
  const router = useRouter()
  const projects = useProjectsStore()
  const words = useSampleWords()
  const job = useJob('sample:open')

  async function show({ projectId, datasetId, studyId }: OpenedSample, cameFrom: string): Promise<void> {
    await projects.load()
    if (router.currentRoute.value.fullPath !== cameFrom) return
    await router.push(
      studyId === null
        ? { name: 'dataset', params: { projectId, datasetId } }
        : { name: 'study', params: { projectId, studyId } },
    )
  }

  const isUploading = ref(false)
  const opening = useAction(async ({ id, isQuick = false, own }: SampleChoice) => {
    const cameFrom = router.currentRoute.value.fullPath
    isUploading.value = own !== undefined
    const fileId = own
      ? await uploadFiles(api, { name: nameOfFiles(own.files), files: own.files }).finally(
          () => (isUploading.value = false),
        )
      : undefined
    const opened = await job.start({
      ...{ id, name: words.of(id).title, language: words.language.value },
      ...(isQuick ? { isQuick } : {}),
      ...(own && fileId ? { part: own.part, fileId } : {}),
    })
    if (opened) await show(opened, cameFrom)
  })
  return {
    open: async (choice) => {
      await opening.run(choice)
    },
    job,
    isBusy: computed(() => opening.isBusy.value),
    isUploading,
    error: computed(() => opening.error.value ?? job.error.value),
  }
}
