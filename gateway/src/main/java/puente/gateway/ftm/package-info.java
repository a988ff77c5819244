/**
 * FollowTheMoney entities, one a line, for analysts: persons, organizations and vehicles out and in. The format has no markings, so only
 * what is open to all leaves in it. Depends on record alone; called through {@link puente.gateway.ready.Gateway}.
 */
@NullMarked
package puente.gateway.ftm;

import org.jspecify.annotations.NullMarked;
