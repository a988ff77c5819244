/**
 * How long answers take: of things that begin, end or are still open, and may have a day by which they were to end. What is open is not left
 * out and not taken for slow: it is known to have lasted so long. Called by whoever holds requests and tips; knows neither.
 */
@NullMarked
package puente.measure.response;

import org.jspecify.annotations.NullMarked;
