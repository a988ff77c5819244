/**
 * Files as columns of interned values, and what each column means.
 *
 * <p>Reading keeps every distinct cell once, as the bytes it was written in, and each row as numbers into them: a million rows
 * of fifteen columns fit in a few hundred megabytes, and all later work (folding, parsing, comparing) is done once a value,
 * not once a row. Called by {@code puente.match.link}; depends on {@code puente.record} for problems only.
 */
@NullMarked
package puente.match.table;

import org.jspecify.annotations.NullMarked;
