import { ref, shallowRef } from 'vue'
import type { DialectChoice } from '@shared/domain/dialect'
import type { FileId } from '@shared/domain/ids'
import type { AppError } from '@shared/errors/appError'
import type { WizardState } from './wizard/wizardState'

/** Views of a source; which ones there are depends on what it holds. */
export type WizardTab = 'columns' | 'rows' | 'aside' | 'profile' | 'recipe' | 'pictures' | 'texts' | 'series'

/** What is known of an import under way. */
export function createImportFields() {
  return {
    fileId: shallowRef<FileId>(),
    fileName: ref(''),
    /** Name of the dataset to be. */
    name: ref(''),
    stage: ref<'empty' | 'uploading' | 'reading' | 'ready' | 'failed'>('empty'),
    /** Share of the file that has come in or been read; null: unknown. */
    progress: ref<number | null>(null),
    error: shallowRef<AppError>(),
    choice: shallowRef<DialectChoice>({}),
    state: shallowRef<WizardState>(),
    isReviewing: ref(false),
    /** Which view of the table is open. */
    tab: ref<WizardTab>('columns'),
  }
}

export type ImportFields = ReturnType<typeof createImportFields>
