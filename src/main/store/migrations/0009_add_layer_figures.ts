/* eslint-disable unicorn/filename-case -- migrations are ordered by their number */
/** @file Figures of single layers, epoch by epoch, for those who ask for them. */

export const addLayerFigures = `
`
