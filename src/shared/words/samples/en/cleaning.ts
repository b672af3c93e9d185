/** @file Tables as they are: cleaning and choosing. */
import type { SampleWords } from '../types'

export const cleaning: SampleWords = {
  title: 'Tables as they are: cleaning and choosing',
  summary:
    'Gaps, slips of the pen, doubles and columns that say nothing: a recipe that is searched together with the network.',
  guide: [
    'Real tables are dirty. The houses have empty cells, areas with a zero too many, rows that were entered twice, and columns (the agent’s number, the weekday) that have nothing to do with the price. The customers have a shoe size and a lucky number. Every step of the recipe is learnt from the training rows of its fold only, so nothing leaks.',
    'Open the data and look at the recipe, step by step, before and after. The study searches settings of the recipe together with those of the network: how many inputs the χ² test (or mutual information) keeps, and how much of their spread the principal components must explain. Look at “What matters” in the end: often the recipe weighs as much as the network.',
  ],
  model: 'One to three dense layers with dropout.',
  search:
    'Inputs kept (4, 7, 10, 15) × variance explained (80, 95, 99.99 %), with layers, units, dropout, learning rate, batch size; 24 trials each.',
  expect:
    'House prices: off by about 43,600 (root mean square); the best trials keep all inputs that say something. Customers: 86.9 % right, where always saying “stays” gets 82 %. Concrete strength: off by 4.3 MPa. Red wine quality as a class: 62 %; Pima diabetes: 84.6 % of the validation rows.',
  parts: { houses: 'House prices', customers: 'Customers who leave' },
  own: {
    houses: 'A table with a figure to predict, such as concrete strength or red wine quality (UCI).',
    customers: 'A table with a class to predict, such as the Pima diabetes data or Adult (UCI).',
  },
  studies: { regression: 'Prices', classification: 'Who leaves' },
}
