package puente.agreement;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What nearly every atom is: members and constants compared, or looked for in a list. Decided here in some ten nanoseconds
 * where the values are strings, integers and booleans, exactly as CEL decides it; of anything else it says that it does not
 * know, and CEL is asked. Both are compared by test over random conditions and records.
 */
sealed interface Comparison {
    /** The longest list looked through here: far below the steps that CEL may take, so that its limit stays CEL's to find. */
    int LIST_MAX = 1_000;

    /** The outcome, {@link Formula.Outcome#FAILED} where a member is absent; null where CEL must say. */
    Formula.@Nullable Outcome evaluate(Circumstances circumstances);

    private static Formula.Outcome outcome(boolean holds) {
        return holds ? Formula.Outcome.TRUE : Formula.Outcome.FALSE;
    }

    /** One side of a comparison. */
    sealed interface Operand {
        @Nullable
        Object in(Circumstances circumstances);
    }

    /** A string, integer or boolean that the condition states. */
    record Constant(Object value) implements Operand {
        @Override
        public Object in(Circumstances circumstances) {
            return value;
        }
    }

    /** A variable or member. */
    record Member(Path path) implements Operand {
        @Override
        public @Nullable Object in(Circumstances circumstances) {
            return path.in(circumstances);
        }
    }

    /** {@code size(list)}. */
    record Size(Path path) implements Operand {
        @Override
        public @Nullable Object in(Circumstances circumstances) {
            Object value = path.in(circumstances);
            return value instanceof List<?> list ? (Object) (long) list.size() : value == null ? null : this;
        }
    }

    /** A boolean member. */
    record Flag(Path path) implements Comparison {
        @Override
        public Formula.@Nullable Outcome evaluate(Circumstances circumstances) {
            Object value = path.in(circumstances);
            if (value == null) {
                return Formula.Outcome.FAILED;
            }
            return value instanceof Boolean holds ? outcome(holds) : null;
        }
    }

    /** How two are compared. */
    enum Operator {
        EQUAL,
        DIFFERENT,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    /**
     * {@code left < right} and its like. Strings compare by UTF-16 unit, as CEL's Java runtime does.
     *
     * @param ordering for which type the checker chose the order: {@code String} or {@code Long}; {@code Object} for equality,
     *     which has none. Values of another type than was checked are CEL's to refuse.
     */
    record Ordered(Operand left, Operator operator, Operand right, Class<?> ordering) implements Comparison {
        @Override
        public Formula.@Nullable Outcome evaluate(Circumstances circumstances) {
            Object one = left.in(circumstances);
            Object other = right.in(circumstances);
            if (one == null || other == null) {
                return Formula.Outcome.FAILED;
            }
            if (!ordering.isInstance(one) || !ordering.isInstance(other)) {
                return null;
            }
            if (one instanceof String text && other instanceof String than) {
                return switch (operator) {
                    case EQUAL -> outcome(text.equals(than));
                    case DIFFERENT -> outcome(!text.equals(than));
                    case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> ordered(text.compareTo(than));
                };
            }
            if (one instanceof Long number && other instanceof Long than) {
                return ordered(number.compareTo(than));
            }
            if (one instanceof Boolean && other instanceof Boolean) {
                return switch (operator) {
                    case EQUAL -> outcome(one.equals(other));
                    case DIFFERENT -> outcome(!one.equals(other));
                    case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> null;
                };
            }
            return null;
        }

        private Formula.Outcome ordered(int order) {
            return outcome(
                    switch (operator) {
                        case EQUAL -> order == 0;
                        case DIFFERENT -> order != 0;
                        case LESS -> order < 0;
                        case LESS_OR_EQUAL -> order <= 0;
                        case GREATER -> order > 0;
                        case GREATER_OR_EQUAL -> order >= 0;
                    });
        }
    }

    /** {@code member in ['a', 'b']}. */
    record Among(Operand sought, Set<String> values) implements Comparison {
        @Override
        public Formula.@Nullable Outcome evaluate(Circumstances circumstances) {
            Object value = sought.in(circumstances);
            if (value == null) {
                return Formula.Outcome.FAILED;
            }
            return value instanceof String text ? outcome(values.contains(text)) : null;
        }
    }

    /** {@code 'a' in list}, and {@code list.exists(each, each in ['a', 'b'])}: whether the list has any of the values. */
    record HasAny(Path list, Set<String> values) implements Comparison {
        @Override
        public Formula.@Nullable Outcome evaluate(Circumstances circumstances) {
            Object value = list.in(circumstances);
            if (value == null) {
                return Formula.Outcome.FAILED;
            }
            if (!(value instanceof List<?> elements) || elements.size() > LIST_MAX) {
                return null;
            }
            boolean found = false;
            for (int at = 0; at < elements.size(); at++) {
                if (!(elements.get(at) instanceof String text)) {
                    return null;
                }
                found |= values.contains(text);
            }
            return outcome(found);
        }
    }
}
