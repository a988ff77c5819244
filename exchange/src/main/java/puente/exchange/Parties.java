package puente.exchange;

import puente.record.Agency;

/**
 * Whose nodes stand at the two ends of a channel.
 *
 * @param here the party this node works for
 * @param there the party the partner's node works for
 */
public record Parties(String here, String there) {
    /** The party of this node as an agency: it acts where the protocol itself obliges. */
    public Agency self() {
        return new Agency(here);
    }
}
