package puente.node;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import puente.agreement.Agreement;
import puente.agreement.AgreementHash;
import puente.agreement.AgreementRegister;
import puente.agreement.PartyKeys;
import puente.agreement.SignedAgreement;
import puente.exchange.Rules;

/**
 * The signed agreements that this node holds, now. Further ones are taken up while the node runs, so whoever decides asks anew each
 * time. Every agreement in it bears both signatures of every party.
 *
 * <p>A version that all parties have signed is <em>known</em> from that moment: entries that rest on it can be checked. It
 * <em>binds</em>, from its effective date on, once every partner is known to hold it too; until then this node decides by the version
 * before, because a partner that has not heard of the new one would take its entries for a fault. For the same reason an entry
 * under the earlier version is still admitted if it was written before this node learned that its writer holds the new one.
 */
final class AgreementsHeld {
    /** How far two nodes' clocks may be apart while a new version is taken up. */
    static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(5);

    private final Collection<PartyKeys> keys;
    private volatile Held held;

    /**
     * @param known all of them
     * @param binding those that every partner is known to hold
     * @param since by hash, when that was learned; absent where it was so from the beginning
     */
    private record Held(
            AgreementRegister known,
            AgreementRegister binding,
            List<SignedAgreement> signed,
            Map<AgreementHash, Instant> since) {}

    /** @throws puente.record.ProblemException where a signature is missing, or they form no chain */
    AgreementsHeld(Collection<SignedAgreement> signed, Collection<PartyKeys> keys) {
        this.keys = keys;
        AgreementRegister register = AgreementRegister.of(
                signed.stream().map(each -> each.verified(keys)).toList());
        this.held = new Held(register, register, List.copyOf(signed), Map.of());
    }

    /** The agreements that bind this node, each from its effective date. */
    AgreementRegister register() {
        return held.binding();
    }

    /** Those, and what is signed by all and does not bind yet. */
    AgreementRegister known() {
        return held.known();
    }

    Optional<SignedAgreement> signed(AgreementHash hash) {
        return held.signed().stream()
                .filter(each -> each.agreement().hash().equals(hash))
                .findFirst();
    }

    /** Takes up one more, signed by all; one that is known already changes nothing. */
    synchronized void add(SignedAgreement next) {
        if (signed(next.agreement().hash()).isPresent()) {
            return;
        }
        List<SignedAgreement> longer = new ArrayList<>(held.signed());
        longer.add(next);
        held = new Held(held.known().with(next.verified(keys)), held.binding(), List.copyOf(longer), held.since());
    }

    /** From now on a known one binds: every partner holds it since this instant. */
    synchronized void bind(AgreementHash hash, Instant since) {
        Map<AgreementHash, Instant> longer = new HashMap<>(held.since());
        longer.putIfAbsent(hash, since);
        AgreementRegister binding = held.binding();
        Optional<Agreement> next = held.known().chain().stream()
                .filter(each -> each.hash().equals(hash))
                .findFirst();
        if (binding.of(hash).isEmpty() && next.isPresent()) {
            binding = binding.with(next.get());
        }
        held = new Held(held.known(), binding, held.signed(), Map.copyOf(longer));
    }

    /** The keys by which the parties sign. */
    Collection<PartyKeys> keys() {
        return keys;
    }

    /** What senders and followers decide by. */
    Rules rules() {
        Rules binding = Rules.of(this::register);
        Rules known = Rules.of(this::known);
        return new Rules() {
            @Override
            public Optional<Rulebook> inForce(Instant at) {
                return binding.inForce(at);
            }

            @Override
            public Optional<Rulebook> of(AgreementHash hash) {
                return known.of(hash);
            }

            @Override
            public boolean admits(AgreementHash hash, Instant at) {
                // Almost every entry rests on what binds here too; only the others need a look through all versions.
                return Rules.super.admits(hash, at) || AgreementsHeld.this.admits(hash, at);
            }
        };
    }

    private boolean admits(AgreementHash hash, Instant at) {
        Held now = held;
        LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        List<Agreement> chain = now.known().chain();
        for (int each = 0; each < chain.size(); each++) {
            if (chain.get(each).hash().equals(hash)) {
                Optional<Agreement> next = chain.stream().skip(each + 1L).findFirst();
                return !chain.get(each).effective().isAfter(day)
                        && next.map(later -> later.effective().isAfter(day) || isHandover(now, later.hash(), at))
                                .orElse(true);
            }
        }
        return false;
    }

    /** Whether at that time this node did not know yet that its partner holds a version. */
    private static boolean isHandover(Held now, AgreementHash hash, Instant at) {
        if (now.binding().of(hash).isEmpty()) {
            return true;
        }
        return Optional.ofNullable(now.since().get(hash))
                .filter(since -> at.isBefore(since.plus(CLOCKS_APART_MAX)))
                .isPresent();
    }
}
