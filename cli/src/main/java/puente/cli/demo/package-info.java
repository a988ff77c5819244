/**
 * The demonstration: two nodes as two processes on one machine, and the check that every claim about them holds.
 *
 * <p>{@link puente.cli.demo.DemoCommand} is what a person calls; {@link puente.cli.demo.Demonstration} sets two nodes up and starts
 * them; {@link puente.cli.demo.NodeProcess} is one of them as a process of the operating system. The checks, one class a group of
 * claims, see the nodes as anybody would: through HTTP, files and signals, never through their code.
 */
@NullMarked
package puente.cli.demo;

import org.jspecify.annotations.NullMarked;
