import type { Span } from '@shared/domain/modelCheck'

type Translate = (key: string, gaps: Record<string, string>) => string

/** `8 × 8 × 16 … 64` */
export function shapeText(shape: readonly Span[], count: (size: number) => string, t: Translate): string {
  return shape.map((span) => spanText(span, count, t)).join(' × ')
}

export function spanText({ low, high }: Span, count: (size: number) => string, t: Translate): string {
  return low === high ? count(low) : t('model.span', { low: count(low), high: count(high) })
}
