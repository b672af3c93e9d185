/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file What is made of a trained model: smaller ones, with what they weigh, cost and reach. */

export const addArtifacts = `
`
