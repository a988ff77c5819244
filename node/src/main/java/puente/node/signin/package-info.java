/**
 * Who it is that calls, and what they may use: people by the provider of their organisation or, in a demonstration, by a choice
 * of named roles; programs by tokens and certificates; the machine's owner by a file.
 *
 * <p>Here is decided who somebody is ({@link puente.node.signin.Caller}) and how often and how long they may try
 * ({@link puente.node.signin.LockOut}, {@link puente.node.signin.RateLimit}). What a role may use is a declared table
 * ({@link puente.node.signin.Function}) that the agreement in force may narrow
 * ({@link puente.node.signin.Authority}). This package knows sessions and claims, but no HTTP: cookies, headers and routes are
 * its caller's, {@code puente.node}. Time and chance are parameters.
 */
@NullMarked
package puente.node.signin;

import org.jspecify.annotations.NullMarked;
