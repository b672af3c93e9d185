import type { english } from '../en'
import { common } from './common'
import { shell } from './shell'

export const chinese: typeof english = { common, shell }
