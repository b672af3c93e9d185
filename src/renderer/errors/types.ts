import type { ErrorCode } from '@shared/errors/codes'

/** `{gaps}` are filled with the error's details of that name. */
export interface ErrorMessage {
  /** What happened, in a few words. */
  readonly title: string
  /** One plain sentence more: why, and what is safe. */
  readonly text: string
  /** What to do; empty where nothing can be done. */
  readonly action: string
}

/** Total: a code without words does not compile. */
export type ErrorMessages = Readonly<Record<ErrorCode, ErrorMessage>>
