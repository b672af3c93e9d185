export { describeError, type DescribedError } from './describeError'
export type { ErrorMessage, ErrorMessages } from './types'
