/**
 * One process: configuration, keys, wiring, the HTTP face of everything, and the jobs that keep channels moving.
 *
 * <p>{@link puente.node.Node} is the one class that puts the rooms together, by constructor. Two listeners stand side by
 * side and share no route table: {@link puente.node.LocalApi} on the loopback address, for the officers and programs of
 * this machine, and {@link puente.node.ExchangeListener} behind mutual TLS, for partner nodes whose certificate was pinned
 * from their introduction. This room may use every room above it; the command ({@code cli}), the page and the benchmarks
 * call it. What is decided, proven or stored is decided, proven and stored elsewhere: here it is only asked for, said and
 * written into the journal.
 */
@NullMarked
package puente.node;

import org.jspecify.annotations.NullMarked;
