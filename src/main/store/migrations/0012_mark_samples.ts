/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file A project that was opened from a sample remembers which. */

export const markSamples = `
  ALTER TABLE projects ADD COLUMN sample TEXT;
`
