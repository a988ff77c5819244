package puente.record;

/** A text in both languages; neither may be empty. */
public record Bilingual(String en, String es) {
    public Bilingual {
        if (en.isBlank() || es.isBlank()) {
            throw new IllegalArgumentException("a text needs both languages: en='" + en + "' es='" + es + "'");
        }
    }

    /** The text in one language. */
    public String in(Language language) {
        return switch (language) {
            case EN -> en;
            case ES -> es;
        };
    }
}
