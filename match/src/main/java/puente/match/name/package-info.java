/**
 * Names of persons and companies: taken apart, and compared token by token with the reasons.
 *
 * <p>What is known of names (pet names, forms in other languages, what registers write short, legal forms, frequencies by
 * tradition) is data in resource files that people can add to, each with its origin. Everything public is safe for any number of
 * threads but {@link puente.match.name.NameComparator}, of which each thread has its own. Depends on {@code puente.match.text}.
 */
@NullMarked
package puente.match.name;

import org.jspecify.annotations.NullMarked;
