/**
 * Did it make a difference: four ways to ask, side by side, each judged by what it finds where nothing happened.
 *
 * <p>{@link puente.measure.evaluate.Evaluator} is the way in. A {@link puente.measure.evaluate.Method} gives an effect and a standard error;
 * whether that is much is decided by placebos alone: the same method on areas without the programme and at dates before it. "Cannot
 * tell" is an answer, and so is what could have been told.
 */
@NullMarked
package puente.measure.evaluate;

import org.jspecify.annotations.NullMarked;
