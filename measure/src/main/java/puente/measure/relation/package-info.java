/**
 * Whether one series moves before another, and by how many periods: what each does unexpectedly is compared with what the other does
 * unexpectedly, at every lag that is looked at, with intervals that hold for all lags together. Moving first is not causing; the words that go
 * with a result say so. Called by the command line and by the public pages.
 */
@NullMarked
package puente.measure.relation;

import org.jspecify.annotations.NullMarked;
