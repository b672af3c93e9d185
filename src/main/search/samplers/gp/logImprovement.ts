/** @file The logarithm of what is expected to be gained, exact also where the gain is too small to be a number (Ament et al. 2023). */
import { logErfc } from '../../maths/errorFunction'
import { normalCdf, normalLogPdf, normalPdf } from '../../maths/normal'

/** Below, the asymptotic series; between the two, the scaled complementary error function. */
const FAR = -20
/** ln √(π ÷ 2) */
const LOG_ROOT_HALF_PI = 0.225791352644727432

/**
 * @param z how far the mean lies below the best, in deviations
 * @returns ln(φ(z) + z Φ(z)): in units of the deviation
 */
export function logImprovement(z: number): number {
  if (z > -1) return Math.log(normalPdf(z) + z * normalCdf(z))
  if (z > FAR) {
    // ln(1 − |z| Φ(z) ÷ φ(z)), with the ratio of Mills by erfc.
    const ratio = Math.exp(LOG_ROOT_HALF_PI + Math.log(-z) + logErfc(-z * Math.SQRT1_2) + 0.5 * z * z)
    return normalLogPdf(z) + Math.log1p(-ratio)
  }
  // φ(z) ÷ z² × (1 − 3/z² + 15/z⁴ − 105/z⁶ …)
  const square = z * z
  let [term, sum] = [1, 1]
  for (let k = 3; k <= 17; k += 2) {
    term *= -k / square
    sum += term
  }
  return normalLogPdf(z) - Math.log(square) + Math.log(sum)
}
