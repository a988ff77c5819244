/**
 * The whole protocol on a seeded clock, line and store: two nodes run the real sender and follower, everything around them
 * fails, and afterwards both ends must agree.
 */
package puente.exchange.simulation;
