package puente.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The list of rooms in docs/ARCHITECTURE.md, as a test: who may call whom, and what each room knows nothing of. */
class ArchitectureTest {
    /** From the foundation up: a room depends only on rooms before it. */
    static final List<String> ROOMS = List.of(
            "record", "ledger", "agreement", "match", "measure", "store", "exchange", "gateway", "node", "web", "cli");

    /** A job for a cluster, on nobody's class path: it knows {@code match}, and nobody knows it. */
    static final String APART = "flink";

    private static final JavaClasses PUENTE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("puente");

    private static String packages(String room) {
        return "puente." + room + "..";
    }

    @ParameterizedTest
    @FieldSource("ROOMS")
    void room_dependsOnlyOnRoomsBeforeIt(String room) {
        String[] later = ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size()).stream()
                .map(ArchitectureTest::packages)
                .toArray(String[]::new);
        if (later.length == 0) {
            later = new String[] {"puente.bench.."};
        }
        noClasses()
                .that()
                .resideInAPackage(packages(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(later)
                .check(PUENTE);
    }

    @Test
    void flink_isOnNobodysClassPath_andNobodyKnowsIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packages(APART))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(APART), "org.apache.flink..")
                .check(PUENTE);
        assertThatThrownBy(() -> Class.forName("org.apache.flink.configuration.Configuration"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @ParameterizedTest
    @FieldSource("ROOMS")
    void room_hasNoCyclesAmongItsOwnPackages(String room) {
        slices().matching("puente." + room + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(PUENTE);
    }

    @Test
    void record_knowsNothingOfDatabasesOrTheNetwork() {
        forbid("record", "java.sql..", "javax.sql..", "java.net.http..", "java.nio.channels..", "org.postgresql..");
    }

    @Test
    void ledger_knowsNothingOfWhatAnEntryMeans() {
        forbid("ledger", "puente.record..", "com.fasterxml.jackson..", "java.sql..", "java.net.http..");
    }

    @Test
    void agreement_knowsNothingOfWhereRecordsLive() {
        forbid("agreement", "java.sql..", "javax.sql..", "java.net.http..", "org.postgresql..");
    }

    @Test
    void matchAndMeasure_areLibrariesThatKnowOnlyRecords() {
        for (String room : List.of("match", "measure")) {
            forbid(
                    room,
                    "puente.ledger..",
                    "puente.agreement..",
                    "java.sql..",
                    "javax.sql..",
                    "java.net.http..",
                    "org.postgresql..");
        }
    }

    @Test
    void store_knowsNothingOfHttp() {
        forbid("store", "java.net.http..", "io.javalin..", "org.eclipse.jetty..");
    }

    @Test
    void exchange_isWrittenAgainstATransportAndAStoreThatASimulationCanReplace() {
        forbid("exchange", "java.net.http..", "java.sql..", "javax.sql..", "org.postgresql..", "io.javalin..");
    }

    @Test
    void gateway_knowsOnlyRecords() {
        forbid("gateway", "puente.ledger..", "puente.agreement..", "puente.store..", "puente.exchange..", "java.sql..");
    }

    private static void forbid(String room, String... packages) {
        noClasses()
                .that()
                .resideInAPackage(packages(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(PUENTE);
    }

    /** A clock read or a random number drawn inside these rooms could not be replayed by the simulation. */
    @ParameterizedTest
    @FieldSource("REPLAYABLE")
    void timeAndChance_areParameters(String room) {
        noClasses()
                .that()
                .resideInAPackage(packages(room))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "read the clock or draw at random by themselves", ArchitectureTest::readsClockOrChance))
                .check(PUENTE);
    }

    static final List<String> REPLAYABLE = List.of("record", "ledger", "agreement", "match", "measure", "exchange");

    private static boolean readsClockOrChance(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        String method = call.getTarget().getName();
        boolean argumentless = call.getTarget().getRawParameterTypes().isEmpty();
        return argumentless && method.equals("now") && owner.getPackageName().equals("java.time")
                || owner.isEquivalentTo(System.class) && method.equals("currentTimeMillis")
                || owner.isEquivalentTo(Math.class) && method.equals("random")
                || owner.isEquivalentTo(java.util.UUID.class) && method.equals("randomUUID")
                || owner.isEquivalentTo(java.util.concurrent.ThreadLocalRandom.class) && method.equals("current");
    }

    @Test
    void onlyTheCommand_printsToThePerson() {
        Set<String> streams = Set.of("out", "err");
        noClasses()
                .that()
                .resideOutsideOfPackages("puente.cli..", "puente.bench..")
                .should()
                .accessFieldWhere(DescribedPredicate.describe(
                        "write to standard output or error",
                        access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && streams.contains(access.getTarget().getName())))
                .check(PUENTE);
    }
}
