import { toAppError } from '@shared/errors/appError'
import type { FettleApi } from '@renderer/api'
import type { ImportFields } from './importFields'
import { debounce } from './wizard/debounce'
import { reduceWizard, type WizardEvent } from './wizard/wizardState'

const REVIEW_AFTER_MS = 250

/** Takes decisions in, and lets the core look at the plan again after the last of several in a row. */
export function createReviews(api: FettleApi, { fileId, state, isReviewing, error }: ImportFields) {
  const soon = debounce(() => void review(), REVIEW_AFTER_MS)

  function dispatch(event: WizardEvent): void {
    state.value = reduceWizard(state.value, event)
    if (state.value?.isStale) soon.schedule()
    else soon.cancel()
  }

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

  return { dispatch, review, cancel: soon.cancel }
}
