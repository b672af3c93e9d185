/** One line of a menu of choices. */
export interface SelectOption<T> {
  readonly value: T
  readonly label: string
  /** A second, smaller line: when to choose it. */
  readonly hint?: string
  readonly isDisabled?: boolean
}
