package puente.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import puente.node.signin.Function;

/** Every address of the document is in the table of functions and roles, and nothing else; {@link ApiTest} holds the document to a node. */
class RouteTableTest {
    @Test
    void everyRoute_isInTheTable_andEveryLineIsARoute() throws Exception {
        TreeSet<String> documented = OpenApiTest.documented();
        documented.removeIf(each -> each.contains(" " + RouteTable.TAXII));
        assertThat(new TreeSet<>(RouteTable.names())).isEqualTo(documented);
    }

    @Test
    void routeThatNobodyDeclared_isForNobody() {
        assertThat(RouteTable.of(Route.get("/api/v1/new", request -> {}))).isInstanceOf(RouteTable.Need.Nobody.class);
    }

    @Test
    void everyFunction_isForSomeRole_andWhatAsksForJudgementIsNotForPrograms() {
        assertThat(Function.values())
                .allSatisfy(each -> assertThat(each.roles()).isNotEmpty());
        assertThat(Stream.of(Function.values()).filter(each -> !each.isForPrograms()))
                .containsExactlyInAnyOrder(
                        Function.SUBJECTS_DECIDE,
                        Function.APPROVALS,
                        Function.WITHDRAWALS,
                        Function.AGREEMENT_WRITE,
                        Function.CHANNELS_MANAGE,
                        Function.PROGRAMMES_WRITE,
                        Function.REQUESTS_WRITE,
                        Function.TOKENS);
    }
}
