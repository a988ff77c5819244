/**
 * What can be compared: columns become fields, each with its normalised values, its levels of agreement and its keys for blocking.
 *
 * <p>A {@link puente.match.field.Field} reads columns once, writes a few numbers a row into one row-major array (so that a
 * comparison touches one or two cache lines a row), and compares two rows into small integers, the levels. What a level is worth is
 * not known here: {@code puente.match.model} learns it. Depends on {@code puente.match.table}, on the text
 * comparisons and on those of {@code puente.match.identifier}, whose levels it takes as they are.
 */
@NullMarked
package puente.match.field;

import org.jspecify.annotations.NullMarked;
