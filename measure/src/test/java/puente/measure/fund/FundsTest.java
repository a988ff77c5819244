package puente.measure.fund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import puente.measure.fund.FundLine.Dimension;
import puente.measure.fund.Reconciliation.Verdict;
import puente.measure.series.PeriodType;
import puente.record.Problem;
import puente.record.ProblemException;

class FundsTest {
    private static final Path PUBLISHED = Path.of(System.getProperty("puente.shared", "../../shared"))
            .resolve("data/us_foreign_assistance/us_foreign_aid_country.csv");
    private static final Predicate<FundYear> EVERY_YEAR = year -> true;

    static boolean published() {
        return Files.isRegularFile(PUBLISHED);
    }

    private static List<FundLine> lines(String csv) {
        return FundCsv.read(new StringReader(csv), new FundCsv.Layout("book.csv", ',', FundCsv.Prices.CURRENT));
    }

    private static Funds funds(String csv) {
        return FundChecks.check(lines(csv), EVERY_YEAR, null);
    }

    private static List<String> codes(List<Problem> problems) {
        return problems.stream().map(Problem::code).toList();
    }

    private static List<String> aside(Funds funds) {
        return codes(funds.aside().stream().map(Funds.Aside::reason).toList());
    }

    private static Map<String, BigDecimal> totals(FundTable table) {
        return table.columns().stream()
                .collect(Collectors.toMap(
                        FundTable.Column::term,
                        column -> java.util.Objects.requireNonNull(
                                table.total().amount(table.columns().indexOf(column)))));
    }

    @Test
    @EnabledIf("published")
    void theMexicoSeries_matchesWhatWasPublished_toTheDollar() throws IOException {
        List<FundLine> all;
        try (BufferedReader reader = Files.newBufferedReader(PUBLISHED)) {
            all = FundCsv.read(reader, new FundCsv.Layout("aid.csv", ',', FundCsv.Prices.CURRENT));
        }
        Funds funds = FundChecks.check(
                all.stream().filter(line -> line.recipient().equals("MEX")).toList(),
                year -> year.year() >= 2008 && year.year() <= 2021,
                null);
        assertThat(funds.aside()).isEmpty();
        assertThat(codes(funds.notes())).containsExactly("measure.fund.no-line");
        FundTable table = FundTable.of(funds.lines(), Dimension.YEAR).getFirst();
        assertThat(table.rows()).hasSize(14);
        assertThat(table.years()).isEqualTo(PeriodType.US_FISCAL_YEAR);
        assertThat(totals(table))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "President's Budget Requests", new BigDecimal("2992055292"),
                        "Appropriated and Planned", new BigDecimal("3485572533"),
                        "Initial Allocations", new BigDecimal("2358998000"),
                        "Obligations", new BigDecimal("4799977902"),
                        "Disbursements", new BigDecimal("3792750989")));
    }

    @Test
    @EnabledIf("published")
    void theWholePublishedFile_isRead_andItsRealFaultsAreFound() throws IOException {
        List<FundLine> all;
        try (BufferedReader reader = Files.newBufferedReader(PUBLISHED)) {
            all = FundCsv.read(reader, new FundCsv.Layout("aid.csv", ',', FundCsv.Prices.CURRENT));
        }
        Funds funds = FundChecks.check(all, EVERY_YEAR, null);
        Map<String, Long> faults =
                aside(funds).stream().collect(Collectors.groupingBy(code -> code, Collectors.counting()));
        assertThat(faults)
                .containsEntry("measure.fund.twice", 6L)
                .containsKey("measure.fund.partial")
                .hasSize(2);
        assertThat(funds.notes().stream()
                        .filter(note -> note.code().equals("measure.fund.unit-suspected"))
                        .map(Problem::arguments))
                .as("497,000 stands among hundreds of millions")
                .anyMatch(arguments -> "497000".equals(arguments.get("amount")))
                .hasSizeLessThan(40);
        assertThat(funds.lines().size() + funds.aside().size()).isEqualTo(all.size());
    }

    @Test
    void twoTermsOfOneStage_neverAdd() {
        Funds funds = funds("""
                book,stage,year,amount,currency
                us,Appropriated and Planned,FY2010,300,USD
                us,Initial Allocations,FY2010,200,USD
                """);
        FundTable table = FundTable.of(funds.lines(), Dimension.YEAR).getFirst();
        assertThat(table.columns()).hasSize(2).allMatch(column -> column.stage() == Stage.APPROPRIATED);
        assertThat(totals(table).values()).containsExactlyInAnyOrder(new BigDecimal("300"), new BigDecimal("200"));
    }

    @Test
    void anEntryThatStandsTwice_countsNotAtAll_unlessItsReferencesDiffer() {
        Funds twice = funds("""
                book,stage,year,amount,currency,reference
                us,obligated,FY2010,5,USD,
                us,obligated,FY2010,7,USD,
                us,obligated,FY2010,9,USD,A-1
                us,obligated,FY2010,9,USD,A-2
                """);
        assertThat(aside(twice)).containsExactly("measure.fund.twice", "measure.fund.twice");
        assertThat(twice.aside().getFirst().reason().position()).isEqualTo("book.csv line 2");
        assertThat(twice.aside().getFirst().reason().arguments()).containsEntry("other", "book.csv line 3");
        assertThat(twice.lines()).hasSize(2);
    }

    @Test
    void negativeAmounts_countWhereMoneyIsTakenBack_andNowhereElse() {
        Funds funds = funds("""
                book,stage,year,amount,currency
                us,obligated,FY2010,-5,USD
                us,requested,FY2010,-7,USD
                """);
        assertThat(funds.lines()).extracting(FundLine::stage).containsExactly(Stage.OBLIGATED);
        assertThat(codes(funds.notes())).contains("measure.fund.taken-back");
        assertThat(aside(funds)).containsExactly("measure.fund.negative");
    }

    @Test
    void aYearThatIsNotWhole_isNoYear() {
        String csv = """
                book,stage,year,amount,currency,status
                us,disbursed,FY2022,50,USD,
                us,disbursed,FY2023,5,USD,partial
                us,requested,FY2024,90,USD,
                us,obligated,FY2024,9,USD,
                """;
        Funds funds = FundChecks.check(lines(csv), EVERY_YEAR, LocalDate.of(2023, 10, 21));
        assertThat(aside(funds)).containsExactly("measure.fund.partial", "measure.fund.not-ended");
        assertThat(funds.lines()).extracting(line -> line.year().label()).containsExactly("FY2022", "FY2024");
    }

    @Test
    void anEntryDatedInAnotherYearThanItsOwn_isSetAside() {
        Funds funds = funds("""
                book,stage,year,date,amount,currency
                us,disbursed,FY2013,2012-11-03,5,USD
                us,disbursed,FY2012,2012-11-03,6,USD
                us,disbursed,2012,2012-11-03,7,USD
                """);
        assertThat(aside(funds)).containsExactly("measure.fund.shifted-date");
        assertThat(funds.aside().getFirst().line().amount()).isEqualTo("6");
    }

    @Test
    void thousandsAmongUnits_areSuspected_andStillCountedAsBooked() {
        Funds funds = funds("""
                book,stage,year,amount,currency
                us,obligated,FY2010,105000000,USD
                us,obligated,FY2011,98000000,USD
                us,obligated,FY2012,101500,USD
                us,obligated,FY2013,120000000,USD
                us,obligated,FY2014,99000000,USD
                """);
        assertThat(codes(funds.notes())).containsExactly("measure.fund.unit-suspected");
        assertThat(funds.notes().getFirst().position()).isEqualTo("book.csv line 4");
        assertThat(FundTable.of(funds.lines(), Dimension.YEAR)
                        .getFirst()
                        .total()
                        .amount(0))
                .isEqualTo("422101500");
    }

    @Test
    void thousandsThatSayThatTheyAre_areRead_asThousands() {
        assertThat(lines("book,stage,year,amount,currency,unit\nmx,aprobado,2012,\"1,250.5\",MXN,miles\n")
                        .getFirst()
                        .amount())
                .isEqualByComparingTo("1250500");
    }

    @Test
    void moreDisbursedThanObligated_isSaid_sinceBothAreKnown() {
        Funds funds = funds("""
                book,stage,year,amount,currency
                us,disbursed,FY2009,900,USD
                us,obligated,FY2010,100,USD
                us,disbursed,FY2010,90,USD
                us,obligated,FY2011,10,USD
                us,disbursed,FY2011,30,USD
                """);
        Problem overpaid = funds.notes().stream()
                .filter(note -> note.code().equals("measure.fund.overpaid"))
                .findFirst()
                .orElseThrow();
        assertThat(overpaid.arguments()).containsEntry("from", "FY2010").containsEntry("amount", "10");
    }

    @Test
    void aYearWithoutALine_isMissing_notZero() {
        Funds funds = funds("""
                book,stage,year,amount,currency
                us,obligated,FY2010,100,USD
                us,obligated,FY2012,100,USD
                """);
        assertThat(funds.notes().getFirst().arguments())
                .containsEntry("years", "FY2011")
                .containsEntry("all", "3");
        assertThat(FundTable.of(funds.lines(), Dimension.YEAR)
                        .getFirst()
                        .rows()
                        .get(1)
                        .amount(0))
                .isNull();
    }

    private static final String TWO_BOOKS = """
            book,stage,year,date,amount,currency,pillar
            us,disbursed,,2012-11-03,100,USD,1
            us,disbursed,FY2013,,50,USD,1
            mx,pagado,2012,,1700,MXN,1
            """;

    @Test
    void fiscalAndCalendarYears_doNotMix_untilDatesMoveThem() {
        Funds funds = funds("""
                book,stage,year,date,amount,currency
                us,disbursed,FY2013,2012-11-03,100,USD
                us,disbursed,FY2013,,50,USD
                mx,entregado,2012,,90,USD
                mx,pagado,2012,,95,USD
                """);
        assertThat(Reconciliation.of(funds, Dimension.YEAR))
                .singleElement()
                .isInstanceOfSatisfying(
                        Reconciliation.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("measure.fund.years"));
        Funds calendar = funds.by(PeriodType.CALENDAR_YEAR);
        assertThat(aside(calendar)).containsExactly("measure.fund.undated");
        assertThat(codes(calendar.notes())).contains("measure.fund.moved");
        Reconciliation compared = compared(calendar);
        assertThat(compared.rows())
                .filteredOn(row -> row.stage() == Stage.DISBURSED && row.label().equals("2012"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.verdict()).isEqualTo(Verdict.DIFFERS);
                    assertThat(row.difference()).isEqualTo("5");
                });
        assertThat(compared.rows())
                .filteredOn(row -> row.stage() == Stage.DELIVERED)
                .allMatch(row -> row.verdict() == Verdict.ONLY_ONE);
    }

    @Test
    void currencies_doNotMix_untilARateIsStated() {
        Funds funds = funds(TWO_BOOKS).by(PeriodType.CALENDAR_YEAR);
        assertThat(Reconciliation.of(funds, Dimension.PILLAR))
                .singleElement()
                .isInstanceOfSatisfying(
                        Reconciliation.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("measure.fund.currencies"));
        Funds dollars = funds.at(new BigDecimal("0.06"), "MXN", "USD");
        assertThat(codes(dollars.notes())).contains("measure.fund.converted");
        assertThat(compared(dollars).rows().getFirst().amount()).isEqualTo("102.00");
    }

    @Test
    void aBookThatIsTheOtherAYearOff_isSaidToBeShifted_andItsDifferencesStand() {
        StringBuilder csv = new StringBuilder("book,stage,year,amount,currency\n");
        for (int year = 2010; year < 2016; year++) {
            csv.append("mx,disbursed,%d,%d,USD%n".formatted(year, year * 7));
            csv.append("us,disbursed,%d,%d,USD%n".formatted(year + 1, year * 7));
        }
        Reconciliation compared = compared(funds(csv.toString()));
        assertThat(codes(compared.findings())).containsExactly("measure.fund.shifted-later");
        assertThat(compared.rows()).extracting(Reconciliation.Row::verdict).doesNotContain(Verdict.EQUAL);
    }

    private static Reconciliation compared(Funds funds) {
        return Reconciliation.of(funds, Dimension.YEAR).stream()
                .filter(Reconciliation.Compared.class::isInstance)
                .map(outcome -> ((Reconciliation.Compared) outcome).reconciliation())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "us,obligated,FY2010,12x,USD | measure.fund.amount",
                "us,obligated,FY2010,1.5.2,USD | measure.fund.amount",
                "us,obligated,FY2010,\"1,5\",USD | measure.fund.amount",
                "us,obligated,FY2010,12,usd | measure.fund.currency",
                "us,spent,FY2010,12,USD | measure.fund.stage",
                "us,obligated,2010-05,12,USD | measure.fund.no-year",
                "us,obligated,9999,12,USD | measure.fund.year-range",
                "us,obligated,,12,USD | measure.fund.empty",
                ",obligated,FY2010,12,USD | measure.fund.empty",
                "u\u0001s,obligated,FY2010,12,USD | measure.fund.control",
                "u\uFFFEs,obligated,FY2010,12,USD | measure.fund.control",
                "us,obligated,FY2010,12 | measure.csv.row"
            })
    void aLineThatCannotBeRead_refusesTheFile_withItsLine(String line, String code) {
        assertThatThrownBy(() -> lines("book,stage,year,amount,currency\nus,obligated,FY2009,1,USD\n" + line + "\n"))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(codes(refused.problems())).containsExactly(code);
                    assertThat(refused.problems().getFirst().position()).isEqualTo("book.csv line 3");
                });
    }

    @Test
    void aHeaderWithUnknownColumns_isRefused() {
        assertThatThrownBy(() -> lines("book,stage,year,amount,currency,amount\n"))
                .hasMessageContaining("measure.fund.column");
        assertThatThrownBy(() -> lines("book,stage,year,money,currency\n")).hasMessageContaining("measure.fund.column");
        assertThatThrownBy(() -> lines("book,stage,amount,currency\n")).hasMessageContaining("measure.csv.column");
        assertThatThrownBy(() -> lines("book,stage,year,amount,currency\n"))
                .hasMessageContaining("measure.fund.no-lines");
    }

    @Test
    void aRefusal_tellsManyFaultsAtOnce_butNotAll() {
        String csv =
                "book,stage,year,amount,currency\n" + "us,obligated,FY2010,x,USD\n".repeat(FundCsv.PROBLEMS_MAX + 9);
        assertThatThrownBy(() -> lines(csv))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problems()).hasSize(FundCsv.PROBLEMS_MAX));
    }

    @Test
    void names_andAmounts_haveALimit() {
        String head = "book,stage,year,amount,currency,account\nus,obligated,FY2010,";
        assertThat(lines(head + "9".repeat(FundCsv.DIGITS_MAX) + ",USD," + "a".repeat(FundCsv.NAME_CHARS_MAX)))
                .hasSize(1);
        assertThatThrownBy(() -> lines(head + "9".repeat(FundCsv.DIGITS_MAX + 1) + ",USD,a"))
                .hasMessageContaining("measure.fund.amount");
        assertThatThrownBy(() -> lines(head + "1,USD," + "a".repeat(FundCsv.NAME_CHARS_MAX + 1)))
                .hasMessageContaining("measure.fund.long");
    }

    @Test
    void fiscalYears_beginInOctober() {
        assertThat(FundYear.of(LocalDate.of(2012, 10, 1), PeriodType.US_FISCAL_YEAR)
                        .label())
                .isEqualTo("FY2013");
        assertThat(FundYear.of(LocalDate.of(2012, 9, 30), PeriodType.US_FISCAL_YEAR)
                        .label())
                .isEqualTo("FY2012");
        assertThat(FundYear.of("FY2013").end()).isEqualTo(LocalDate.of(2013, 9, 30));
        assertThat(FundYear.of("2013")).isNotEqualTo(FundYear.of("FY2013"));
    }
}
