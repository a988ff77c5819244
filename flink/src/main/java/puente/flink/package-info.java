/**
 * Linkage past one machine: the comparators, the model and the grouping of {@code match} as operators of Apache Flink, run as a batch.
 *
 * <p>One machine learns a model from a sample or from everything ({@code puente link --keep}); {@link puente.flink.LinkJob} takes rows to where they meet, and
 * says of them, to the last bit, what {@code match} says in one process. What each operator does is in its own class; what is compared and how is in
 * {@code match} alone ({@link puente.match.link.FixedModel}, {@link puente.match.link.Desk}).
 *
 * <p>Depends on {@code record}, {@code match} and Flink. Nobody depends on it: it is a job that {@code flink run} takes, and never on the class path of a node or
 * of the {@code puente} command. How to start it, and what it costs, is in {@code docs/scale.md}.
 */
@NullMarked
package puente.flink;

import org.jspecify.annotations.NullMarked;
