/** @file A placed diagram as an SVG file of its own, in light or dark colours. */
import type { DiagramTone } from './graph'
import {
  LINE_HEIGHT,
  LINE_SIZE,
  TITLE_SIZE,
  type PlacedDiagram,
  type PlacedEdge,
  type PlacedNode,
  type Point,
} from './layout'

export const DIAGRAM_THEMES = {
  light: {
    ...{ background: '#ffffff', line: '#c5ccd3', text: '#1c2127', second: '#5a6570' },
    tones: {
      data: '#eff1f3',
      weights: '#e3f0fa',
      plain: '#ffffff',
      output: '#e2f3e9',
      step: '#ffffff',
      loss: '#fbf0da',
    } satisfies Record<DiagramTone, string>,
  },
  dark: {
    ...{ background: '#1b1f23', line: '#434c55', text: '#e6e9ec', second: '#a3adb7' },
    tones: {
      data: '#22272c',
      weights: '#16324a',
      plain: '#1b1f23',
      output: '#173527',
      step: '#1b1f23',
      loss: '#3a2e14',
    } satisfies Record<DiagramTone, string>,
  },
} as const
export type DiagramTheme = keyof typeof DIAGRAM_THEMES

const FONT =
  "'Segoe UI', system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"

/** @param title told to those who cannot see it */
export function writeSvg(diagram: PlacedDiagram, title: string, theme: DiagramTheme = 'light'): string {
  const { background, line, second } = DIAGRAM_THEMES[theme]
  const [width, height] = [Math.ceil(diagram.width), Math.ceil(diagram.height)]
  const frames = diagram.groups.map(
    ({ x, y, width: wide, height: high, label }) =>
      `<rect x="${round(x)}" y="${round(y)}" width="${round(wide)}" height="${round(high)}" rx="8" fill="none" stroke="${line}" stroke-dasharray="4 3"/>` +
      `<text x="${round(x + 8)}" y="${round(y + 14)}" font-size="${LINE_SIZE}" fill="${second}">${escapeXml(label)}</text>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONT}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="${second}"/></marker></defs>`,
    `<rect width="${width}" height="${height}" fill="${background}"/>`,
    ...frames,
    ...diagram.edges.map((edge) => drawEdge(edge, theme)),
    ...diagram.nodes.map((node) => drawNode(node, theme)),
    '</svg>',
    '',
  ].join('\n')
}

function drawNode({ x, y, width, height, title, lines, tone }: PlacedNode, theme: DiagramTheme): string {
  const colours = DIAGRAM_THEMES[theme]
  const center = round(x + width / 2)
  const texts = [title, ...lines].map((text, index) => {
    const isTitle = index === 0
    const at = round(y + 19 + index * LINE_HEIGHT)
    return `<text x="${center}" y="${at}" text-anchor="middle" font-size="${isTitle ? TITLE_SIZE : LINE_SIZE}"${isTitle ? ' font-weight="600"' : ''} fill="${isTitle ? colours.text : colours.second}">${escapeXml(text)}</text>`
  })
  return `<g><rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="6" fill="${colours.tones[tone]}" stroke="${colours.line}"/>${texts.join('')}</g>`
}

function drawEdge(edge: PlacedEdge, theme: DiagramTheme): string {
  const { second, background } = DIAGRAM_THEMES[theme]
  const dash = edge.isBack === true ? ' stroke-dasharray="5 3"' : ''
  const path = `<path d="${edgePath(edge)}" fill="none" stroke="${second}" stroke-width="1.2"${dash} marker-end="url(#end)"/>`
  const at = labelPlace(edge)
  if (edge.label === undefined || at === null) return path
  return `${path}<text x="${round(at.x)}" y="${round(at.y)}" font-size="${LINE_SIZE}" fill="${second}" stroke="${background}" stroke-width="3" paint-order="stroke">${escapeXml(edge.label)}</text>`
}

/** Curves down from point to point; what goes back has corners. */
export function edgePath({ points, isBack }: PlacedEdge): string {
  const [first, ...rest] = points
  if (!first) return ''
  const start = `M${round(first.x)} ${round(first.y)}`
  if (isBack === true) return [start, ...rest.map(({ x, y }) => `L${round(x)} ${round(y)}`)].join('')
  let before: Point = first
  return rest.reduce((path, point) => {
    const middle = round((before.y + point.y) / 2)
    const curve = `C${round(before.x)} ${middle} ${round(point.x)} ${middle} ${round(point.x)} ${round(point.y)}`
    before = point
    return path + curve
  }, start)
}

export function labelPlace({ points, isBack }: PlacedEdge): Point | null {
  const [first, second, third] = points
  if (!first || !second) return null
  if (isBack === true && third) return { x: second.x + 5, y: (second.y + third.y) / 2 }
  return { x: (first.x + second.x) / 2 + 6, y: (first.y + second.y) / 2 + 4 }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
