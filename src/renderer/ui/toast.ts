/** A short notice with, perhaps, one thing to do about it. */
export interface ToastItem {
  readonly id: number
  readonly text: string
  readonly tone?: 'neutral' | 'bad'
  /** The word on the button, and what it does. */
  readonly actionLabel?: string
  readonly action?: () => void
}
