/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file How many pairs of training and validation rows a dataset version has. */

export const addFolds = `
  ALTER TABLE dataset_versions ADD COLUMN fold_count INTEGER NOT NULL DEFAULT 1;
`
