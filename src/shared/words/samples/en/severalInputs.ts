/** @file Several inputs in one model. */
import type { SampleWords } from '../types'

export const severalInputs: SampleWords = {
  title: 'Several inputs in one model',
  summary: 'A table and a text, a table and a picture: two branches that meet before the answer.',
  guide: [
    'Some questions need two kinds of data. The rent of a flat follows from its area, and from what the advertisement says; whether a parcel’s contents broke, from dents that a picture shows, and from weight, way and padding in a table. A model may have a branch for each: dense layers for figures, an embedding and a convolution for words, convolutions for pictures. Their results are laid side by side, and a last layer reads both.',
    'Open the model and look at its graph. Then make a copy and take one branch out: how much is lost without the text, without the table? Only both together come near the best that can be had.',
  ],
  model:
    'Dense branch and text branch (embedding, convolution, max pooling), joined; dense branch and picture branch (two convolutions), joined.',
  search: 'Widths of both branches, dropout, learning rate; 12 and 10 trials.',
  expect:
    'Flats: 92 % right. Parcels: 90 % right after 40 epochs; some luck in transport is drawn into the labels, so nobody gets 100 %. For ten epochs and more nothing but the table is understood, at 70 %; then the dents are found. At large learning rates they never are.',
  parts: { listings: 'Flats: figures and words', parcels: 'Parcels: figures and pictures' },
  own: {
    listings: 'A table with figures, a column of texts, and something to predict.',
    parcels: 'A folder of pictures and a CSV file that names each of them, with further columns.',
  },
  studies: { tableAndText: 'Table and text', tableAndPicture: 'Table and picture' },
}
