/** @file A diagram as Mermaid text, which wikis and code hosts draw. */
import type { DiagramGraph, DiagramNode } from './graph'

/** Boxes are called by number, for Mermaid has words of its own. */
export function writeMermaid({ nodes, edges, groups }: DiagramGraph): string {
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index}`]))
  const box = (node: DiagramNode): string => {
    const text = [node.title, ...node.lines].map(escapeText).join('<br/>')
    return `${names.get(node.id) ?? ''}["${text}"]`
  }
  const frames = groups.flatMap(({ id, label }, index) => [
    `  subgraph g${index}["${escapeText(label)}"]`,
    ...nodes.filter(({ group }) => group === id).map((node) => `    ${box(node)}`),
    '  end',
  ])
  const arrows = edges.flatMap(({ from, to, label, isBack }) => {
    const [start, end] = [names.get(from), names.get(to)]
    if (start === undefined || end === undefined) return []
    const line = isBack === true ? '-.->' : '-->'
    return [`  ${start} ${line}${label === undefined ? '' : `|"${escapeText(label)}"|`} ${end}`]
  })
  const alone = nodes.filter(({ group }) => group === null).map((node) => `  ${box(node)}`)
  return ['flowchart TB', ...alone, ...frames, ...arrows, ''].join('\n')
}

function escapeText(text: string): string {
  return text.replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;')
}
