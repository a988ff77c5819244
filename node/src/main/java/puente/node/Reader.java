package puente.node;

import io.javalin.http.Context;
import java.util.Locale;
import puente.record.Language;

/** In which language a request's sender reads: {@code ?lang=}, else {@code Accept-Language}, else the node's own. */
final class Reader {
    private Reader() {}

    static Language language(Context request, Language standard) {
        String asked = request.queryParam("lang");
        return language(asked == null ? request.header("Accept-Language") : asked, standard);
    }

    static Language language(@org.jspecify.annotations.Nullable String asked, Language standard) {
        if (asked == null) {
            return standard;
        }
        String lower = asked.toLowerCase(Locale.ROOT);
        return lower.contains("es") || lower.contains("en") ? Language.of(lower) : standard;
    }
}
