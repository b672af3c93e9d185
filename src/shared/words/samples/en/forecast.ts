/** @file Forecasts: passengers and temperatures. */
import type { SampleWords } from '../types'

export const forecast: SampleWords = {
  title: 'Forecasts: passengers and temperatures',
  summary: 'Look at the last months or days and say what comes next; better than “the same as last year”?',
  guide: [
    'A series becomes rows by windows: so many values of the past, and the next one to be foretold. Rows are divided by time, never at random: the latest ones are sealed, those before them validate. The airline passengers are 144 months that grow and breathe with the seasons (Box and Jenkins 1976); the temperatures are ten years of daily minima, made by formula.',
    'A forecast is only worth something if it beats forecasts that cost nothing: “as the last value” and “as a season ago”. The test report sets the figures of both beside those of the network. Search the window, too: on the page of the data, more rows of the past cost rows to learn from.',
  ],
  model: 'A window laid flat, up to two dense layers; and an LSTM for the temperatures.',
  search: 'Layers, units and learning rate, 16 trials each; the LSTM 6 trials.',
  expect:
    'Passengers: off by about 19 thousand on the validation months (repeating the last month: 41; the month a year ago: 34). Daily minima in Melbourne: off by 2.4 degrees on the validation days, where repeating yesterday is off by 2.7; the best trial has no hidden layer at all.',
  parts: { passengers: 'Airline passengers 1949 – 1960', temperatures: 'Daily lowest temperatures' },
  own: {
    passengers: 'A table with a month and a figure, a row a month.',
    temperatures:
      'A table with a date and a figure, a row a day, such as the daily minimum temperatures in Melbourne 1981 – 1990.',
  },
  studies: { monthly: 'Next month', daily: 'Next day', dailyLstm: 'Next day, LSTM' },
}
