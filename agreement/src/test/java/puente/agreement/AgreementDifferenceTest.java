package puente.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What one version changes in another, clause by clause. */
class AgreementDifferenceTest {
    private static final Agreement BEFORE =
            Examples.agreement(Examples.clause("a", "permit"), Examples.clause("b", "permit"));

    @Test
    void sameAgreement_differsInNothing() {
        assertThat(AgreementDifference.of(BEFORE, BEFORE))
                .isEqualTo(new AgreementDifference(List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void clauses_addedRemovedAndChanged_areToldApart() {
        Agreement after = Examples.agreement(Examples.clause("a", "forbid"), Examples.clause("c", "permit"));
        AgreementDifference difference = AgreementDifference.of(BEFORE, after);
        assertThat(difference.added()).extracting(Clause::id).containsExactly("c");
        assertThat(difference.removed()).extracting(Clause::id).containsExactly("b");
        assertThat(difference.changed()).singleElement().satisfies(changed -> {
            assertThat(changed.after().id()).isEqualTo("a");
            assertThat(changed.parts()).contains("effect");
        });
        assertThat(difference.head()).isEmpty();
    }
}
