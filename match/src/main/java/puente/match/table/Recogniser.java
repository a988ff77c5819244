package puente.match.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import puente.record.Problem;

/**
 * Decides what each column is: by its values where they have a form of their own (CURP, RFC, VIN, e-mail, dates), by its header
 * otherwise, and by how many distinct values there are where the header says nothing. A header that the values contradict loses:
 * a column called {@code birth} that holds towns is a place.
 */
public final class Recogniser {
    private static final int SAMPLE = 2000;

    /** What share of the values must have a form for the column to be taken for it. */
    private static final double FORM_SHARE = 0.6;

    private static final double SOME_COMPANIES = 0.04;

    private static final int FEW_VALUES = 60;

    private static final Pattern CURP = Pattern.compile("[A-ZÑ]{4}\\d{6}[HMX][A-Z]{5}[A-Z0-9]{2}");
    private static final Pattern RFC = Pattern.compile("[A-ZÑ&]{3,4}\\d{6}[A-Z0-9]{3}");
    private static final Pattern VIN = Pattern.compile("[A-HJ-NPR-Z0-9]{17}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern DATE = Pattern.compile(
            "(1[5-9]|20)\\d\\d([-/.]?)(0[1-9]|1[0-2])\\2(0[1-9]|[12]\\d|3[01])(T.*)?"
                    + "|\\d{1,2}[-/. ](\\d{1,2}|[A-Za-z]{3,10})[-/. ]((1[5-9]|20)\\d\\d|\\d\\d)|[A-Za-z]{3,10} \\d{1,2},? (1[5-9]|20)\\d\\d");
    private static final Pattern YEAR = Pattern.compile("(1[5-9]|20)\\d\\d");
    private static final Pattern PHONE = Pattern.compile("\\+?[\\d() .-]{9,18}");
    private static final Pattern COMPANY = Pattern.compile(
            ".*\\b(S\\.? ?A\\.?|S\\.? ?(DE )?R\\.? ?L\\.?|DE C\\.? ?V\\.?|LLC|INC|CORP|LTD|GMBH|SAS|S\\.? ?C|COMPANY|CO|BANK|LIMITED)\\b.*",
            Pattern.CASE_INSENSITIVE);

    private Recogniser() {}

    /** The table with a role for every column, and a note for each that is left out. */
    public static Table recognise(Table table) {
        List<Problem> notes = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            columns.add(column.as(roleOf(column, table, notes)));
        }
        duplicateIds(columns, notes);
        companies(columns);
        return leaveOutRepeats(new Table(columns, table.rows(), table.secondStart(), table.notes()))
                .noting(notes);
    }

    /** A column of names in a register that knows no birth dates, no sexes and no given names, some of them with a legal form, is of companies. */
    private static void companies(List<Column> columns) {
        boolean persons = columns.stream()
                .map(Column::role)
                .anyMatch(role ->
                        role == Role.BIRTH_DATE || role == Role.SEX || role == Role.GIVEN_NAME || role == Role.CURP);
        for (int at = 0; at < columns.size() && !persons; at++) {
            Column column = columns.get(at);
            if (column.role() == Role.FULL_NAME
                    && share(sample(column), value -> COMPANY.matcher(value).matches()) > SOME_COMPANIES) {
                columns.set(at, column.as(Role.COMPANY_NAME));
            }
        }
    }

    private static void duplicateIds(List<Column> columns, List<Problem> notes) {
        for (Column column : columns) {
            if (column.role() == Role.ID) {
                int[] counts = column.counts();
                int repeated = 0;
                int example = 0;
                for (int number = 1; number < counts.length; number++) {
                    if (counts[number] > 1) {
                        repeated++;
                        example = example == 0 ? number : example;
                    }
                }
                if (repeated > 0) {
                    notes.add(Problem.of(
                            "match.table.duplicate-ids",
                            column.name(),
                            "count",
                            repeated,
                            "example",
                            column.values().get(example)));
                }
            }
        }
    }

    private static Role roleOf(Column column, Table table, List<Problem> notes) {
        int distinct = column.values().size() - 1;
        Optional<Role> said = HeaderWords.role(column.name());
        if (distinct <= 1 && table.rows() > 1) {
            notes.add(Problem.of(
                    distinct == 0 ? "match.table.column-empty" : "match.table.column-constant", column.name()));
            return said.filter(role -> role == Role.TRUTH || role == Role.SOURCE)
                    .orElse(Role.IGNORE);
        }
        List<String> sample = sample(column);
        Role role = formOf(sample, said.orElse(Role.TEXT));
        if (role == Role.TEXT && said.isEmpty()) {
            role = byCounts(column, sample, distinct);
        }
        if (role == Role.ID && distinct < column.filled() && distinct < 0.5 * column.filled()) {
            role = Role.IDENTIFIER;
        }
        if (role == Role.SOURCE && distinct > FEW_VALUES) {
            role = Role.TEXT;
        }
        return role;
    }

    private static List<String> sample(Column column) {
        int size = column.values().size();
        int step = Math.max(1, (size - 1) / SAMPLE);
        List<String> sample = new ArrayList<>();
        for (int number = 1; number < size; number += step) {
            sample.add(column.values().get(number).toUpperCase(Locale.ROOT));
        }
        return sample;
    }

    private static double share(List<String> sample, Predicate<String> form) {
        return sample.stream().filter(form).count() / (double) Math.max(1, sample.size());
    }

    private static Role formOf(List<String> sample, Role said) {
        return switch (said) {
            case ID, TRUTH, SOURCE, IGNORE -> said;
            case FULL_NAME ->
                share(sample, value -> COMPANY.matcher(value).matches()) > 0.25 ? Role.COMPANY_NAME : said;
            case BIRTH_DATE, DATE ->
                dateLike(sample) ? said : share(sample, Recogniser::hasDigit) < 0.3 ? Role.PLACE : Role.TEXT;
            case YEAR -> share(sample, value -> YEAR.matcher(value).matches()) > FORM_SHARE ? said : Role.TEXT;
            case TEXT, IDENTIFIER -> byForm(sample, said);
            default -> said;
        };
    }

    private static boolean dateLike(List<String> sample) {
        return share(
                        sample,
                        value -> DATE.matcher(value).matches()
                                || YEAR.matcher(value).matches())
                > FORM_SHARE;
    }

    private static Role byForm(List<String> sample, Role otherwise) {
        if (share(sample, value -> CURP.matcher(value).matches()) > FORM_SHARE) {
            return Role.CURP;
        }
        if (share(sample, value -> RFC.matcher(value).matches()) > FORM_SHARE) {
            return Role.RFC;
        }
        if (share(sample, value -> VIN.matcher(value).matches()) > FORM_SHARE) {
            return Role.VIN;
        }
        if (share(sample, value -> EMAIL.matcher(value).matches()) > FORM_SHARE) {
            return Role.EMAIL;
        }
        if (otherwise == Role.TEXT) {
            if (share(sample, value -> DATE.matcher(value).matches()) > FORM_SHARE) {
                return Role.DATE;
            }
            if (share(sample, value -> YEAR.matcher(value).matches()) > 0.9) {
                return Role.YEAR;
            }
            if (share(sample, value -> PHONE.matcher(value).matches()) > 0.9) {
                return Role.PHONE;
            }
            if (share(sample, value -> COMPANY.matcher(value).matches()) > FORM_SHARE) {
                return Role.COMPANY_NAME;
            }
        }
        return otherwise;
    }

    private static Role byCounts(Column column, List<String> sample, int distinct) {
        int filled = column.filled();
        if (distinct <= FEW_VALUES) {
            return Role.CATEGORY;
        }
        if (distinct == filled && distinct > 1 && share(sample, value -> value.indexOf(' ') < 0) > 0.95) {
            return Role.ID;
        }
        return share(sample, Recogniser::hasDigit) > 0.8 && distinct * 5L > filled ? Role.IDENTIFIER : Role.TEXT;
    }

    private static boolean hasDigit(String value) {
        return value.chars().anyMatch(Character::isDigit);
    }

    /** A full name says nothing more where its parts have columns; one column of surnames nothing where there are two. */
    private static Table leaveOutRepeats(Table table) {
        boolean given = table.first(Role.GIVEN_NAME).isPresent();
        boolean surname = !table.all(Role.SURNAME, Role.PATERNAL_SURNAME).isEmpty();
        boolean[] seen = new boolean[2];
        return table.mapped(column -> switch (column.role()) {
            case FULL_NAME -> {
                boolean repeated = given && surname || seen[0];
                seen[0] = true;
                yield column.as(
                        repeated
                                ? Role.IGNORE
                                : given && !surname ? Role.SURNAME : surname ? Role.GIVEN_NAME : Role.FULL_NAME);
            }
            case ID -> {
                boolean repeated = seen[1];
                seen[1] = true;
                yield column.as(repeated ? Role.IDENTIFIER : Role.ID);
            }
            default -> column;
        });
    }
}
