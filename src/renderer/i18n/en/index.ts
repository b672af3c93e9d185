import { common } from './common'
import { shell } from './shell'

/** English is the measure: every other language has its type. */
export const english = { common, shell }
