/** @returns a distance as it is told: thousandths are more than enough. */
export function toPlaces(distance: number): number {
  return Math.round(distance * 1000) / 1000
}
