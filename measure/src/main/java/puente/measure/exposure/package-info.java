/**
 * What was done where, measured by what could have been done there: counts per exposure by area, and whether an area differs from all the others by
 * more than chance. "Cannot tell" is among the answers. Called by the public pages.
 */
@NullMarked
package puente.measure.exposure;

import org.jspecify.annotations.NullMarked;
