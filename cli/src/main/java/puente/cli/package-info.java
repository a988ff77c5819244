/**
 * The {@code puente} command: what a person types, what it answers, and its exit codes; and, in {@link puente.cli.demo}, the
 * demonstration of two nodes on one machine.
 *
 * <p>Commands are thin. Those that work on files (keys, agreements, logs, backups) call the rooms directly; those that concern a
 * running node speak to it through the public HTTP API only, as any other program would. May use every room but {@code bench};
 * nobody calls this one except the launcher script. Everything printed for people comes from the catalogue, in Spanish or English;
 * everything printed for programs ({@code --json}) is one JSON object a line.
 */
@NullMarked
package puente.cli;

import org.jspecify.annotations.NullMarked;
