/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file Trials say with which others they were trained as one. */

export const addSharing = `
  ALTER TABLE trials ADD COLUMN sharing TEXT;
`
