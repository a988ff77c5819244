package puente.browser;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.stream.Stream;

/** How a person sees the page: how wide, in which language, light or dark. */
record Look(int width, String language, boolean dark) {
    /** A desk's screen and a phone's, in CSS pixels. */
    static final List<Integer> WIDTHS = List.of(1440, 390);

    static final Look ENGLISH = new Look(1440, "en", false);
    static final Look SPANISH = new Look(1440, "es", false);

    /** All that the page promises to be good in; neighbours in the list differ in as little as can be. */
    static List<Look> all() {
        return WIDTHS.stream()
                .flatMap(width -> Stream.of(
                        new Look(width, "en", false),
                        new Look(width, "en", true),
                        new Look(width, "es", true),
                        new Look(width, "es", false)))
                .toList();
    }

    int height() {
        return width < 600 ? 844 : 900;
    }

    String locale() {
        return language.equals("es") ? "es-MX" : "en-US";
    }

    ColorScheme scheme() {
        return dark ? ColorScheme.DARK : ColorScheme.LIGHT;
    }

    @Override
    public String toString() {
        return width + " " + language + (dark ? " dark" : " light");
    }
}
