/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file Models remember the dataset they were made for. */

export const addModelDataset = `
  ALTER TABLE models ADD COLUMN dataset_id TEXT REFERENCES datasets (id) ON DELETE SET NULL;
`
