/**
 * One name, as a clerk types it, against all that are known: an index in memory of names and keys that finds and ranks, and says why.
 *
 * <p>It holds what it is given and nothing longer: a name taken out leaves no token behind. Adding takes microseconds and is seen by the
 * next search. One index may be searched by many threads, each with its own {@link puente.match.search.Searcher}. Depends on
 * {@code puente.match.name} and {@code puente.match.text}.
 */
@NullMarked
package puente.match.search;

import org.jspecify.annotations.NullMarked;
