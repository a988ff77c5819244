package puente.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import puente.measure.fund.FundChecks;
import puente.measure.fund.FundCsv;
import puente.measure.fund.FundLine;
import puente.measure.fund.Funds;
import puente.measure.fund.Reconciliation;
import puente.measure.series.M4Format;
import puente.measure.series.PeriodType;
import puente.measure.series.Series;
import puente.measure.series.SeriesCsv;
import puente.record.ProblemException;

/** Any bytes at all: a parser answers with values or a {@link ProblemException}, never with another exception. */
class MeasureFuzz {
    @FuzzTest
    void csv(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            for (Series series : SeriesCsv.read(new StringReader(text), SeriesCsvLayouts.plain())) {
                assertThat(series.values()).isNotEmpty();
            }
            SeriesCsv.read(new StringReader(text), SeriesCsvLayouts.of(List.of("year", "month"), Map.of("a", "b")));
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    @FuzzTest
    void funds(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            List<FundLine> lines =
                    FundCsv.read(new StringReader(text), new FundCsv.Layout("fuzz", ',', FundCsv.Prices.CURRENT));
            Funds funds = FundChecks.check(lines, year -> true, null);
            assertThat(funds.lines().size() + funds.aside().size()).isEqualTo(lines.size());
            assertThat(Reconciliation.of(funds, FundLine.Dimension.YEAR)).isNotNull();
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    @FuzzTest
    void m4(byte[] input) throws IOException {
        try {
            List<M4Format.Row> rows =
                    M4Format.read(new BufferedReader(new StringReader(new String(input, StandardCharsets.UTF_8))));
            StringBuilder written = new StringBuilder("id\n");
            M4Format.Row first = rows.getFirst();
            M4Format.row("x", first.values(), written);
            assertThat(M4Format.read(new BufferedReader(new StringReader(written.toString())))
                            .getFirst()
                            .values())
                    .isEqualTo(first.values());
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }

    @FuzzTest
    void period(byte[] input) {
        String label = new String(input, StandardCharsets.UTF_8);
        try {
            PeriodType type = PeriodType.recognise(label);
            long period = type.parse(label);
            assertThat(type.parse(type.label(period))).isEqualTo(period);
        } catch (ProblemException refused) {
            assertThat(refused.problems()).isNotEmpty();
        }
    }
}
