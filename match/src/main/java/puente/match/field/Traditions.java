package puente.match.field;

import java.util.Set;
import puente.match.table.Column;
import puente.match.table.Table;

/**
 * A rough guess of the tradition of each row's surnames, to see whether linkage serves all alike; never used to link. Hispanic surnames end or begin in
 * ways that few others do; names of Nahua, Maya and other peoples of Mexico have letters and endings of their own.
 */
public final class Traditions {
    private static final Set<String> INDIGENOUS = Set.of(
            "balam",
            "canul",
            "cauich",
            "ceh",
            "cen",
            "chan",
            "chi",
            "citlali",
            "citlalli",
            "couoh",
            "cuauhtemoc",
            "dzul",
            "ek",
            "euan",
            "huchim",
            "itzel",
            "kanea",
            "kantun",
            "korta",
            "may",
            "moo",
            "nah",
            "nahuat",
            "nayeli",
            "nayelli",
            "noh",
            "pat",
            "pech",
            "pool",
            "poot",
            "puc",
            "tec",
            "tonatiuh",
            "tun",
            "tuz",
            "tzec",
            "tzuc",
            "uc",
            "xiu",
            "xochitl",
            "xool",
            "yam",
            "yatziri");
    private static final String[] HISPANIC_ENDS = {
        "ada", "ado", "alba", "ales", "ana", "anda", "ano", "ara", "arez", "arro", "eda", "edo", "eja", "ejo", "era",
        "ero", "erra", "erro", "es", "eta", "eto", "ez", "ias", "illa", "illo", "ina", "ino", "ios", "iz", "ola", "on",
        "ora", "osa", "oya", "oz", "oza", "sco", "uez", "una", "uno", "zco"
    };

    private Traditions() {}

    /** {@code hispanic}, {@code indigenous}, {@code other}, or empty where there is no surname, for each row. */
    public static String[] of(Table table) {
        String[][] surnames = new String[table.rows()][];
        String[][] given = new String[table.rows()][];
        NameParts.read(table, surnames, given);
        String[] traditions = new String[surnames.length];
        for (int row = 0; row < traditions.length; row++) {
            traditions[row] = of(surnames[row], given[row]);
        }
        return traditions;
    }

    /** {@code female}, {@code male}, {@code other}, or empty where nothing is known, for each row. */
    public static String[] sexes(Table table, Column column) {
        return SexField.names(table, column);
    }

    private static String of(String[] surnames, String[] given) {
        if (surnames.length == 0) {
            return "";
        }
        for (String word : surnames) {
            if (INDIGENOUS.contains(word)) {
                return "indigenous";
            }
        }
        for (String word : given) {
            if (INDIGENOUS.contains(word)) {
                return "indigenous";
            }
        }
        for (String word : surnames) {
            for (String end : HISPANIC_ENDS) {
                if (word.length() > end.length() + 1 && word.endsWith(end)) {
                    return "hispanic";
                }
            }
        }
        return "other";
    }
}
