import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const css = readFileSync(resolve(import.meta.dirname, '../../src/renderer/styles/tokens.css'), 'utf8')

function readTheme(selector: string): Map<string, string> {
  const start = css.indexOf(selector)
  const block = css.slice(start, css.indexOf('}', start))
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const themes = { light: readTheme(':root {'), dark: readTheme("[data-theme='dark'] {") }
const pairs = [
  ...['background', 'surface', 'sunken'].flatMap((ground) => [
    ['text', ground],
    ['text-second', ground],
  ]),
  ...['surface', 'background'].flatMap((ground) =>
    ['accent', 'good', 'warning', 'bad'].map((ink) => [ink, ground]),
  ),
  ...['accent', 'good', 'warning', 'bad'].map((ink) => [ink, `${ink}-tint`]),
  ['text', 'accent-tint'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-bad', 'bad'],
  ...['train', 'validation', 'test'].map((part) => ['on-part', `part-${part}`]),
] as [string, string][]

describe.each(Object.entries(themes))('the %s theme', (_name, tokens) => {
  it.each(pairs)('can be read: %s on %s', (ink, ground) => {
    expect(contrast(tokens.get(ink) ?? '', tokens.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5)
  })
})
