package puente.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import puente.record.Problem;
import puente.record.ProblemException;

/**
 * Which agreement is in force when. Each agreement but the first names the hash of the one it supersedes, so that they form
 * one chain, and each is in force from its effective date (00:00 UTC) until the next one's. Whoever adds an agreement has
 * verified its signatures ({@link SignedAgreement}). Immutable.
 */
public final class AgreementRegister {
    /** Oldest first. */
    private final List<Engine> engines;

    private AgreementRegister(List<Engine> engines) {
        this.engines = List.copyOf(engines);
    }

    /**
     * The register of these agreements, in any order.
     *
     * @throws ProblemException if they do not form one chain: one id, versions that follow each other, each superseding
     *     the one before, effective dates that grow
     */
    public static AgreementRegister of(Collection<Agreement> agreements) {
        List<Agreement> chain = agreements.stream()
                .sorted(Comparator.comparingInt(Agreement::version))
                .toList();
        List<Problem> problems = new ArrayList<>();
        List<Engine> engines = new ArrayList<>();
        Optional<AgreementHash> earlier = Optional.empty();
        for (int at = 0; at < chain.size(); at++) {
            Agreement each = chain.get(at);
            Engine engine = Engine.of(each);
            if (at > 0) {
                check(chain.get(at - 1), earlier, each, problems);
            }
            engines.add(engine);
            earlier = Optional.of(engine.hash());
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return new AgreementRegister(engines);
    }

    private static void check(
            Agreement before, Optional<AgreementHash> hashBefore, Agreement each, List<Problem> problems) {
        String position = each.id() + "/" + each.version();
        if (!each.id().equals(before.id())) {
            problems.add(Problem.of("agreement.register.other-id", position, "id", before.id()));
        }
        if (!each.supersedes().equals(hashBefore)) {
            problems.add(Problem.of(
                    "agreement.register.broken-chain",
                    position,
                    "version",
                    before.version(),
                    "hash",
                    hashBefore.map(AgreementHash::hex).orElse("")));
        }
        if (!each.effective().isAfter(before.effective())) {
            problems.add(Problem.of("agreement.register.effective-not-later", position, "date", before.effective()));
        }
    }

    /** The engine of the agreement in force at an instant; empty before the first. */
    public Optional<Engine> inForce(Instant at) {
        // Asked for every entry that arrives, so without a stream; the newest is almost always the one.
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        for (int newest = engines.size() - 1; newest >= 0; newest--) {
            Engine engine = engines.get(newest);
            if (!engine.agreement().effective().isAfter(day)) {
                return Optional.of(engine);
            }
        }
        return Optional.empty();
    }

    /** The agreement of a hash, in force or not: for reading what an old leaf names. */
    public Optional<Engine> of(AgreementHash hash) {
        for (Engine engine : engines) {
            if (engine.hash().equals(hash)) {
                return Optional.of(engine);
            }
        }
        return Optional.empty();
    }

    /** All of them, oldest first. */
    public List<Agreement> chain() {
        return engines.stream().map(Engine::agreement).toList();
    }

    /** This register with one more agreement; {@link #of(Collection)} says what it must be. */
    public AgreementRegister with(Agreement next) {
        List<Agreement> longer = new ArrayList<>(chain());
        longer.add(next);
        return of(longer);
    }
}
