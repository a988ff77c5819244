/**
 * Benchmarks, and the peers measured in the same run.
 *
 * <p>Each {@link puente.bench.Bench} measures one bar of the project and reports figures as ratios against a named peer, or per
 * CPU-second: machines are shared and wall times wander. Nothing here is a test, nothing tests depend on it, and no other
 * room may call it; it may call all of them.
 */
@NullMarked
package puente.bench;

import org.jspecify.annotations.NullMarked;
