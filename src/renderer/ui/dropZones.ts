import { onBeforeUnmount, onMounted, type Ref } from 'vue'

/** A place of a screen that takes files. */
export interface DropZone {
  readonly element: Readonly<Ref<HTMLElement | null>>
  /** Whether files hover over it, or over the window where it is the one to take them. */
  readonly isOver: Ref<boolean>
  readonly isOpen: () => boolean
  /** Has to be called while the event is handled. */
  readonly take: (transfer: DataTransfer) => Promise<void>
}

const zones = new Set<DropZone>()

/** @returns the zone, which is offered to the whole window for as long as its component is there. */
export function useDropZone(zone: DropZone): DropZone {
  onMounted(() => zones.add(zone))
  onBeforeUnmount(() => zones.delete(zone))
  return zone
}

type Point = Pick<MouseEvent, 'clientX' | 'clientY'>

/** The zone that is meant by files at a point beside all of them: the nearest one, of a dialog while one is open. */
export function nearestDropZone(point: Point): DropZone | undefined {
  const dialog = [...document.querySelectorAll('[role="dialog"]')].at(-1)
  const near = [...zones].flatMap((zone) => {
    const element = zone.element.value
    if (element === null || !zone.isOpen() || !element.checkVisibility()) return []
    return dialog?.contains(element) === false
      ? []
      : [{ zone, away: distance(element.getBoundingClientRect(), point) }]
  })
  return near.toSorted((left, right) => left.away - right.away)[0]?.zone
}

/** Marks the zone that would take the files; null: none. */
export function markDropZone(marked: DropZone | null): void {
  for (const zone of zones) zone.isOver.value = zone === marked
}

function distance(box: DOMRect, { clientX, clientY }: Point): number {
  const x = Math.max(box.left - clientX, 0, clientX - box.right)
  const y = Math.max(box.top - clientY, 0, clientY - box.bottom)
  return Math.hypot(x, y)
}
