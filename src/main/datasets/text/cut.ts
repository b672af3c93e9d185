import type { CutSettings } from '../../../shared/domain/textSettings'

/** Settings of a cut with the language decided. */
export type Cut = CutSettings & { readonly language: string }
