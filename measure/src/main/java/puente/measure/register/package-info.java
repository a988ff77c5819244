/**
 * Pre-registration: how something will be judged, said before the data, and what became of it.
 *
 * <p>A {@link puente.measure.register.Registration} names indicator, areas, periods, method and decision rule;
 * {@link puente.measure.register.Statement} says it as a sentence in both languages, which is what gets signed. {@link puente.measure.register.Evaluation}
 * runs what was registered, or something else, and then every difference is a {@link puente.measure.register.Deviation}. {@link puente.measure.register.Timing} says
 * whether the registration came before the data. Knows nothing of logs and nodes, which sign and prove; the node calls it.
 */
@NullMarked
package puente.measure.register;

import org.jspecify.annotations.NullMarked;
