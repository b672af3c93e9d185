/** @file Memory: LSTM, GRU and simple recurrence. */
import type { SampleWords } from '../types'

export const recurrent: SampleWords = {
  title: 'Memory: LSTM, GRU and simple recurrence',
  summary: 'Three kinds of memory on a series and on texts: what does it cost, what does it bring?',
  guide: [
    'A recurrent layer reads step by step and keeps a state. The simple one forgets fast, for its gradient fades over many steps; the gates of LSTM (Hochreiter and Schmidhuber 1997) and GRU (Cho et al. 2014) decide what to keep. Two LSTM layers on top of each other read first the steps and then what the first one made of them.',
    'The same three models are there on daily temperatures and on film reviews. Compare the studies: best value, time a trial, number of weights. On a series that looks back thirty days, the simple layer often does as well as the others and is many times as fast; on texts of 120 words it does not.',
  ],
  model: 'LSTM 64 → LSTM 32; GRU 32; simple recurrent layer 32. For texts, behind an embedding of 16.',
  search: 'Units and learning rate, 6 random trials each.',
  expect:
    'Series: all three are off by 2.4 degrees, the simple layer in a fifth of the time. Texts: simple recurrence 72 %, stacked LSTM 77 %, GRU 83 % right; on a few hundred reviews luck moves these by five points.',
  parts: { series: 'Daily lowest temperatures', text: 'Film reviews' },
  own: {
    series: 'A table with a date and a figure, such as the daily minimum temperatures in Melbourne.',
    text: 'A table with a column of texts and a column of labels, such as the IMDB reviews.',
  },
  studies: {
    seriesLstm: 'Series: LSTM 64 → 32',
    seriesGru: 'Series: GRU',
    seriesRnn: 'Series: simple recurrence',
    textLstm: 'Text: LSTM 64 → 32',
    textGru: 'Text: GRU',
    textRnn: 'Text: simple recurrence',
  },
}
