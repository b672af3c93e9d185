import { onBeforeUnmount } from 'vue'
import { useI18n } from 'vue-i18n'
import { useToastStore } from '@renderer/stores/toasts'
import type { Design } from '@shared/domain/design'
import type { DesignEdit } from '../design/editDesign'
import { linkChanges } from '../design/repairLinks'
import { swapNetworks } from '../design/secondNetwork'
import { useSettingText } from '../useSettingText'

/** What changes links besides what the user asked for. */
const INDIRECT: ReadonlySet<DesignEdit['kind']> = new Set(['removeLayer', 'moveLayer'])

interface EditDone {
  readonly edit: DesignEdit
  readonly before: Design
  readonly after: Design
  readonly undo: () => void
}

/** Says which layers read others than before, after a layer they read was moved or removed. */
export function useLinkNotices() {
  const { t } = useI18n()
  const words = useSettingText()
  const toasts = useToastStore()
  let shown: number | undefined

  /** Its Undo takes back the last edit, so it goes with the next one. */
  function dismiss(): void {
    if (shown !== undefined) toasts.dismiss(shown)
    shown = undefined
  }

  onBeforeUnmount(dismiss)

  return function tell({ edit, before, after, undo }: EditDone): void {
    if (edit.kind === 'editSecond')
      return tell({ edit: edit.edit, before: swapNetworks(before), after: swapNetworks(after), undo })
    dismiss()
    if (!INDIRECT.has(edit.kind)) return
    const changes = linkChanges(before, after)
    const [first] = changes
    if (first === undefined) return
    const title = (id: string) => words.layerTitle(after, id)
    const sources = first.reads.map((id) => words.sourceTitle(after, id, first.id)).join(' + ')
    const text =
      changes.length === 1
        ? t('model.nowReads', { layer: title(first.id), sources: sources || t('model.theData') })
        : t('model.nowReadMany', {
            n: changes.length,
            layers: changes.map(({ id }) => title(id)).join(t('setting.or')),
          })
    shown = toasts.show({ text, actionLabel: t('common.undo'), action: undo })
  }
}
