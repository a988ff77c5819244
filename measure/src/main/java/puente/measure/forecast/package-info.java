/**
 * What was to be expected: forecasts of one series for areas and periods, never for persons, with intervals whose coverage is measured.
 *
 * <p>{@link puente.measure.forecast.Forecaster} is the way in. Behind it stand models that are fitted once and can be <em>replayed</em>:
 * asked what they would have forecast at any earlier origin with the parameters they have. Replays give both the weights of
 * the combination and the width of its intervals, so that no interval rests on an assumed distribution. Counts have models of their own
 * ({@link puente.measure.forecast.CountModel}). Everything is deterministic and free of shared state: the same values give the same bytes
 * on any number of threads. Papers: docs/methods.md.
 */
@NullMarked
package puente.measure.forecast;

import org.jspecify.annotations.NullMarked;
