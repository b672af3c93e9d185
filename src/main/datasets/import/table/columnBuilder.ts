/** @file Gathers the cells of one column, as numbers while they are numbers, and as texts while that is worth its memory. */
import { MAX_NUMBER_CATEGORIES } from '../../limits'
import { LARGEST_FIGURE, parseNumber, type Decimal } from '../cellText'
import { FigureReader } from '../figureBytes'
import { Dictionary } from './dictionary'
import { GrowingFloats, GrowingInts } from './growing'
import type { TableColumn } from './table'

/** From this many cells that are no numbers on, a column may be found to be one of texts. */
const ODD_PATIENCE = 1000

/** @returns a figure as a cell would spell it; "" for none. */
export function figureText(value: number, decimal: Decimal): string {
  if (Number.isNaN(value)) return ''
  return decimal === ',' ? String(value).replace('.', ',') : String(value)
}

export class ColumnBuilder {
  private numbers: GrowingFloats | null = new GrowingFloats()
  private codes: GrowingInts | null = new GrowingInts()
  private dictionary = new Dictionary()
  private odd = { rows: new GrowingInts(), codes: new GrowingInts(), texts: new Dictionary(), count: 0 }
  /** What the first texts of the dictionary are as figures. */
  private figures: number[] = []
  private rowCount = 0
  private readonly reader: FigureReader

  /** @param keepsTexts whether the texts are wanted in any case: the column is to serve as categories. */
  constructor(
    private readonly decimal: Decimal,
    private readonly keepsTexts: boolean,
  ) {
    this.reader = new FigureReader(decimal)
  }

  /** @param text a trimmed cell. */
  push(text: string): void {
    this.codes?.push(text === '' ? -1 : this.dictionary.codeOf(text))
    if (this.numbers) this.pushNumber(this.numbers, text)
    this.rowCount++
    if (!this.keepsTexts && this.numbers && this.dictionary.texts.length > MAX_NUMBER_CATEGORIES)
      this.dropTexts()
  }

  /** @param bytes a trimmed cell, as UTF-8 from `start` to `end`. */
  pushBytes(bytes: Buffer, start: number, end: number): void {
    if (start === end) {
      this.push('')
      return
    }
    const code = this.codes ? this.dictionary.codeOfBytes(bytes, start, end) : -1
    this.codes?.push(code)
    if (this.numbers) {
      this.readFigure(code, bytes, start, end)
      this.numbers.pushFirst(this.reader.figure)
      if (Number.isNaN(this.reader.figure[0])) this.noteOdd(bytes.toString('utf8', start, end))
    }
    this.rowCount++
    if (!this.keepsTexts && this.numbers && this.dictionary.texts.length > MAX_NUMBER_CATEGORIES)
      this.dropTexts()
  }

  /** @param value a figure that the source holds as such. */
  pushFigure(value: number): void {
    // Texts are kept, or it is nothing to compute with: as if it had been read.
    if (this.codes || !this.numbers || !(Math.abs(value) <= LARGEST_FIGURE)) {
      this.push(figureText(value, this.decimal))
      return
    }
    this.numbers.push(value)
    this.rowCount++
  }

  /** A text that occurred before need not be read again. */
  private readFigure(code: number, bytes: Buffer, start: number, end: number): void {
    if (code >= 0 && code < this.figures.length) {
      this.reader.figure[0] = this.figures[code] ?? NaN
      return
    }
    this.reader.read(bytes, start, end)
    // A text that came in otherwise leaves a gap; those after it are read each time.
    if (code === this.figures.length) this.figures.push(this.reader.figure[0] ?? NaN)
  }

  private pushNumber(numbers: GrowingFloats, text: string): void {
    const value = text === '' ? NaN : parseNumber(text, this.decimal)
    numbers.push(value)
    if (text !== '' && Number.isNaN(value)) this.noteOdd(text)
  }

  private noteOdd(text: string): void {
    this.odd.rows.push(this.rowCount)
    this.odd.codes.push(this.odd.texts.codeOf(text))
    this.odd.count++
    if (this.codes && this.odd.count > ODD_PATIENCE && this.odd.count > this.rowCount / 2) this.dropNumbers()
  }

  private dropNumbers(): void {
    this.numbers = null
    this.figures = []
    this.odd = { rows: new GrowingInts(), codes: new GrowingInts(), texts: new Dictionary(), count: 0 }
  }

  private dropTexts(): void {
    if (this.odd.count > this.rowCount / 10) return
    this.codes = null
    this.dictionary = new Dictionary()
    this.figures = []
  }

  finish(): TableColumn {
    return {
      numbers: this.numbers?.finish() ?? null,
      odd: { rows: this.odd.rows.finish(), codes: this.odd.codes.finish(), texts: this.odd.texts.texts },
      codes: this.codes?.finish() ?? null,
      texts: this.dictionary.texts,
    }
  }
}
