/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file Trained networks that other models begin with; the files of their weights lie beside the database. */

export const addBackbones = `
CREATE TABLE backbones (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  -- SHA-256 of the file of its weights.
  weights TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  weight_count INTEGER NOT NULL,
  layers TEXT NOT NULL CHECK (json_valid(layers)),
  input_shape TEXT NOT NULL CHECK (json_valid(input_shape)),
  output_shape TEXT NOT NULL CHECK (json_valid(output_shape)),
  scaling TEXT NOT NULL,
  dropped TEXT NOT NULL CHECK (json_valid(dropped)),
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
`
