package puente.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import puente.gateway.jsonl.RecordLines;
import puente.record.ProblemException;
import puente.record.RecordCodec;

/**
 * Bytes from outside: every file is imported or refused whole, every row is imported, skipped or quarantined, and nothing but
 * {@link ProblemException} ever comes out. The rows' account is asserted by {@link ImportSummary} itself.
 */
class ImportFuzz {
    private static final Limits LIMITS = new Limits(1 << 20, 50, 64, 4_000, 20_000, 2_000, 2);

    @FuzzTest(maxDuration = "30s")
    void csvThroughAMapping(byte[] bytes) {
        through(Samples.MAPPING, "victims-1.csv", bytes);
        through(Samples.MAPPING, "victims-1.csv", prefixed(bytes));
        through(
                Samples.MAPPING.replace("duplicates: quarantine", "duplicates: aggregate"),
                "victims-1.csv",
                prefixed(bytes));
    }

    @FuzzTest(maxDuration = "30s")
    void jsonLinesThroughAMapping(byte[] bytes) {
        through(Samples.PERSONS, "p.jsonl", bytes);
    }

    @FuzzTest(maxDuration = "30s")
    void jsonLinesOfRecords(byte[] bytes) {
        try {
            new RecordLines(RecordCodec.standard(), LIMITS).run(Source.ofBytes("r.jsonl", bytes), ImportFuzz::look);
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    @FuzzTest(maxDuration = "30s")
    void mappings(byte[] yaml) {
        try {
            Mapping mapping = Mapping.parse("fuzz.yaml", yaml, puente.record.Kinds.standard(), Indicators.standard());
            assertThat(mapping.series()).isNotEmpty();
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    private static byte[] prefixed(byte[] bytes) {
        byte[] header = Samples.bytes(Samples.HEADER);
        byte[] all = java.util.Arrays.copyOf(header, header.length + bytes.length);
        System.arraycopy(bytes, 0, all, header.length, bytes.length);
        return all;
    }

    private static void through(String mapping, String name, byte[] bytes) {
        try {
            Samples.Run run = Samples.run(mapping, Source.ofBytes(name, bytes), LIMITS);
            run.outcomes().forEach(ImportFuzz::look);
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    private static void look(Outcome outcome) {
        if (outcome instanceof Outcome.Quarantined quarantined) {
            List<Outcome.Fault> faults = quarantined.faults();
            assertThat(faults).isNotEmpty().allSatisfy(fault -> Samples.speaks(fault.problem()));
        }
    }
}
