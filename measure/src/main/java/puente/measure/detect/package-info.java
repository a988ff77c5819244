/**
 * When did it change: detection of breaks in counts by month, online, with a false-alarm rate that is stated before and measured after.
 *
 * <p>{@link puente.measure.detect.ChangeDetector} learns from months that are past, sets its threshold by a seeded simulation of what it
 * learned, and then looks at each new month once, with what was known then.
 */
@NullMarked
package puente.measure.detect;

import org.jspecify.annotations.NullMarked;
