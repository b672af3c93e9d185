/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file Figures of single layers, epoch by epoch, for those who ask for them. */

export const addLayerFigures = `
  CREATE TABLE layer_figures (
    trial_key INTEGER NOT NULL REFERENCES trials (key) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    layers TEXT NOT NULL,
    PRIMARY KEY (trial_key, step)
  ) STRICT, WITHOUT ROWID;
`
