export interface NumberRule {
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly isInteger?: boolean
}

export type NumberReading =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'empty' | 'notANumber' }
  | { readonly kind: 'tooLow' | 'tooHigh'; readonly limit: number }

/** Reads what people type for a number: 1e-4, .5, 1,5 (a decimal comma), spaces or commas between thousands. */
export function parseNumber(text: string, rule: NumberRule = {}): NumberReading {
  const plain = text.replaceAll(/[\s_\u00A0\u202F]/g, '').replace('−', '-')
  if (plain === '') return { kind: 'empty' }
  const value = Number(withPoint(plain))
  if (!Number.isFinite(value) || (rule.isInteger === true && !Number.isInteger(value)))
    return { kind: 'notANumber' }
  if (rule.min !== undefined && value < rule.min) return { kind: 'tooLow', limit: rule.min }
  if (rule.max !== undefined && value > rule.max) return { kind: 'tooHigh', limit: rule.max }
  return { kind: 'number', value }
}

function withPoint(text: string): string {
  if (/^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text)) return text.replaceAll(',', '')
  return /^[-+]?\d*,\d+(e[-+]?\d+)?$/i.test(text) ? text.replace(',', '.') : text
}

/** The shortest text that reads as the same number; exponents where zeros would pile up. */
export function toNumberText(value: number | null): string {
  if (value === null) return ''
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-3 || size >= 1e9)) return value.toExponential().replace('e+', 'e')
  return String(value)
}
