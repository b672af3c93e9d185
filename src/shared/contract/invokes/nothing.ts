/** @file The schema of channels that take or answer nothing. */
import * as v from 'valibot'

/** Absent in memory, null once it has been JSON. */
export const Nothing = v.nullish(v.null())
