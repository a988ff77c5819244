package puente.store;

import java.util.UUID;

/**
 * A record of one origin, all versions of it: what is matched, and what a subject is made of.
 *
 * @param origin this node's own, or the channel through which it came
 */
public record StatementName(Origin origin, UUID record) {}
