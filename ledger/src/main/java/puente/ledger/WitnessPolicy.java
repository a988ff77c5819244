package puente.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which logs and which of their witnesses suffice (C2SP tlog-policy): witnesses in groups of which k of n must have cosigned,
 * nested. Immutable; safe for all threads.
 */
public final class WitnessPolicy {
    /** Bytes of the largest policy file accepted. */
    public static final int SIZE_MAX = 1 << 20;

    /** Logs, witnesses and groups accepted at most, each; the standard recommends that 32 be. */
    public static final int DEFINITIONS_MAX = 256;

    /** Who witnesses: one key, or k of some others. */
    sealed interface Member {
        /** Whether these witnesses make this member a witness. */
        boolean isMetBy(Set<NoteVerifier> witnesses);

        /** One witness. */
        record One(NoteVerifier key) implements Member {
            @Override
            public boolean isMetBy(Set<NoteVerifier> witnesses) {
                return witnesses.contains(key);
            }
        }

        /** At least {@code threshold} of the members. */
        record Group(int threshold, List<Member> members) implements Member {
            @Override
            public boolean isMetBy(Set<NoteVerifier> witnesses) {
                return members.stream().filter(each -> each.isMetBy(witnesses)).count() >= threshold;
            }
        }
    }

    private final List<NoteVerifier> logs;
    private final Map<String, NoteVerifier> witnesses;
    private final Optional<Member> quorum;

    WitnessPolicy(List<NoteVerifier> logs, Map<String, NoteVerifier> witnesses, Optional<Member> quorum) {
        this.logs = List.copyOf(logs);
        this.witnesses = new LinkedHashMap<>(witnesses);
        this.quorum = quorum;
    }

    /** Reads a policy file; {@code ledger.policy.*} or {@code ledger.key.*} with the line that is wrong. */
    public static WitnessPolicy parse(byte[] file) {
        return new PolicyParser().parse(file);
    }

    /** A policy without a file: any {@code threshold} of these witnesses, for these logs. A threshold of 0 asks for none. */
    public static WitnessPolicy threshold(
            Collection<NoteVerifier> logs, int threshold, Collection<NoteVerifier> witnesses) {
        Map<String, NoteVerifier> named = new LinkedHashMap<>();
        List<Member> members = new ArrayList<>();
        for (NoteVerifier witness : witnesses) {
            if (named.values().stream().anyMatch(witness::sharesKeyWith)) {
                throw new IllegalArgumentException("one key counts once: " + witness);
            }
            named.put(Integer.toString(named.size()), witness);
            members.add(new Member.One(witness));
        }
        if (threshold < 0 || threshold > members.size()) {
            throw new IllegalArgumentException(threshold + " of " + members.size() + " witnesses");
        }
        return new WitnessPolicy(
                List.copyOf(logs),
                named,
                threshold == 0 ? Optional.empty() : Optional.of(new Member.Group(threshold, members)));
    }

    /** The accepted logs. */
    public List<NoteVerifier> logs() {
        return logs;
    }

    /** The known witnesses. */
    public List<NoteVerifier> witnesses() {
        return List.copyOf(witnesses.values());
    }

    /** Whether these witnesses are a quorum. */
    public boolean isQuorum(Collection<NoteVerifier> cosigners) {
        return quorum.isEmpty() || quorum.get().isMetBy(Set.copyOf(cosigners));
    }

    /**
     * Whether the checkpoint is signed by a listed log under its own origin and cosigned by a quorum. A false signature by any
     * listed key refuses it.
     */
    public Verdict judge(SignedNote checkpoint) {
        Optional<Checkpoint> head = Checkpoint.tryParse(checkpoint.text());
        if (head.isEmpty()) {
            return new Verdict.Unsatisfied(Fault.of("ledger.checkpoint.malformed", "checkpoint", "found", ""));
        }
        Set<NoteVerifier> known = new LinkedHashSet<>(logs);
        known.addAll(witnesses.values());
        try {
            return judge(head.get().origin(), checkpoint.verify(known).orThrow());
        } catch (LedgerException refusal) {
            return new Verdict.Unsatisfied(Fault.of(refusal, "checkpoint"));
        }
    }

    private Verdict judge(String origin, NoteVerdict.Verified verified) {
        Set<NoteVerifier> signers = new LinkedHashSet<>();
        verified.signatures().forEach(each -> signers.add(each.key()));
        Optional<NoteVerifier> log = logs.stream()
                .filter(key -> key.name().equals(origin) && signers.contains(key))
                .findFirst();
        if (log.isEmpty()) {
            return new Verdict.Unsatisfied(Fault.of("ledger.policy.log-absent", "checkpoint", "origin", origin));
        }
        Set<NoteVerifier> cosigners = new LinkedHashSet<>(witnesses.values());
        cosigners.retainAll(signers);
        return isQuorum(cosigners)
                ? new Verdict.Satisfied(log.get(), Set.copyOf(cosigners), verified)
                : new Verdict.Unsatisfied(Fault.of(
                        "ledger.policy.quorum-absent",
                        "checkpoint",
                        "cosigners",
                        cosigners.size(),
                        "witnesses",
                        witnesses.size()));
    }

    /** What a policy says of a checkpoint. */
    public sealed interface Verdict {
        /**
         * Valid.
         *
         * @param log whose checkpoint it is
         * @param witnesses who of the known ones cosigned
         * @param signatures every true signature by a listed key, with its time
         */
        record Satisfied(NoteVerifier log, Set<NoteVerifier> witnesses, NoteVerdict.Verified signatures)
                implements Verdict {}

        /** Not valid, and why. */
        record Unsatisfied(Fault fault) implements Verdict {}
    }
}
