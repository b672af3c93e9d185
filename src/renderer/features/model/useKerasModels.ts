import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useApi } from '@renderer/api'
import { useAction } from '@renderer/composables/useInvoke'
import { useProjectStore } from '@renderer/stores'
import { useToastStore } from '@renderer/stores/toasts'
import type { DatasetId, DatasetVersionId, ModelId } from '@shared/domain/ids'
import type { KerasRemark } from '@shared/domain/kerasRemark'
import { saveDownload } from '@renderer/composables/saveDownload'
import { chooseTextFile } from './chooseTextFile'

/** Models as the JSON of Keras: read from a file as a new model, and written to one. */
export function useKerasModels() {
  const { t } = useI18n()
  const api = useApi()
  const router = useRouter()
  const project = useProjectStore()
  const toasts = useToastStore()

  const importing = useAction(async (datasetId: DatasetId | undefined) => {
    const file = await chooseTextFile('.json,.keras.json,application/json')
    if (file === null || project.id === undefined) return
    const { model, remarks } = await api.invoke('model:importKeras', {
      projectId: project.id,
      name: file.name.replace(/(\.keras)?\.json$/i, '').trim() || t('model.importedName'),
      json: file.text,
      ...(datasetId ? { datasetId } : {}),
    })
    await project.load()
    await router.push({ name: 'model', params: { projectId: model.projectId, modelId: model.id } })
    for (const text of remarkTexts(remarks)) toasts.show({ text })
  })

  const exporting = useAction(async (id: ModelId, datasetVersionId: DatasetVersionId) => {
    saveDownload(await api.invoke('model:exportKeras', { id, datasetVersionId }))
  })

  /** A sentence a kind of remark: the layers it is about, and what became of them. */
  function remarkTexts(remarks: readonly KerasRemark[]): string[] {
    return [...new Set(remarks.map(({ code }) => code))].map((code) => {
      const alike = remarks.filter((remark) => remark.code === code)
      const layers = [...new Set(alike.map(({ layer }) => layer))].join(t('setting.or'))
      return t(`model.kerasRemark.${code}`, { layers, ...alike[0]?.details })
    })
  }

  return { importing, exporting }
}
