import type { ParameterValue } from '@shared/domain/searchSpace'

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i

/** Reads `16, 32, "64", true`: numbers and truth values are such, unless they are quoted; everything else is text. */
export function readValues(text: string): ParameterValue[] {
  const parts = text.match(/\s*(?:"(?:[^"\\]|\\.)*"|[^,])+/g) ?? []
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readValue)
}

export function readValue(text: string): ParameterValue {
  const plain = text.trim()
  if (NUMBER.test(plain)) return Number(plain)
  if (plain === 'true' || plain === 'false') return plain === 'true'
  return unquote(plain)
}

/** @returns the text that reads as these values. */
export function writeValues(values: readonly ParameterValue[]): string {
  return values.map(writeValue).join(', ')
}

export function writeValue(value: ParameterValue): string {
  const text = String(value)
  return typeof value !== 'string' ||
    (readValue(text) === value && text.trim() === text && !/[,"]/.test(text) && text !== '')
    ? text
    : JSON.stringify(value)
}

function unquote(text: string): string {
  if (!/^".*"$/s.test(text)) return text
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'string' ? read : text
  } catch {
    return text
  }
}
