/** @file Rows of a table picked by number. */

export type LookupSignatures = Readonly<Record<never, never>>
