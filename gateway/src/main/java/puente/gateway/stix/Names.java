package puente.gateway.stix;

/** Names of members: {@code personBirthDate} here, {@code person_birth_date} in STIX (section 3.1), and back without loss. */
final class Names {
    private Names() {}

    static String snake(String camel) {
        StringBuilder snake = new StringBuilder(camel.length() + 8);
        for (int at = 0; at < camel.length(); at++) {
            char each = camel.charAt(at);
            if (each >= 'A' && each <= 'Z') {
                snake.append('_').append((char) (each - 'A' + 'a'));
            } else {
                snake.append(each);
            }
        }
        return snake.toString();
    }

    static String camel(String snake) {
        StringBuilder camel = new StringBuilder(snake.length());
        boolean upper = false;
        for (int at = 0; at < snake.length(); at++) {
            char each = snake.charAt(at);
            if (each == '_') {
                upper = true;
            } else {
                camel.append(upper && each >= 'a' && each <= 'z' ? (char) (each - 'a' + 'A') : each);
                upper = false;
            }
        }
        return camel.toString();
    }
}
