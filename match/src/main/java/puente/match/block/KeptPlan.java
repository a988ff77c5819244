package puente.match.block;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import puente.match.field.Field.Piece;
import puente.match.table.KeptNumbers;

/** A plan in a kept file, its rules by the places of their pieces. */
public final class KeptPlan {
    private KeptPlan() {}

    /** @param pieces those of the fields that the plan is over */
    public static void write(DataOutput out, Plan plan, List<Piece> pieces) throws IOException {
        out.writeInt(plan.rules().size());
        for (Plan.Chosen each : plan.rules()) {
            out.writeInt(pieces.indexOf(each.rule().first()));
            out.writeInt(pieces.indexOf(each.rule().second()));
            out.writeInt(each.cap());
            out.writeDouble(each.comparisons());
            out.writeDouble(each.added());
            out.writeDouble(each.covered());
        }
        out.writeDouble(plan.comparisons());
        out.writeDouble(plan.budget());
        out.writeInt(plan.tried());
        out.writeDouble(plan.missed());
    }

    /** Reads what {@link #write} wrote. @throws IOException where it is no plan over these pieces */
    public static Plan read(DataInput in, List<Piece> pieces) throws IOException {
        List<Plan.Chosen> rules = new ArrayList<>();
        int count = KeptNumbers.within(in.readInt(), 0, RuleKeys.RULES_MAX + 1);
        for (int at = 0; at < count; at++) {
            Piece first = pieces.get(KeptNumbers.within(in.readInt(), 0, pieces.size()));
            Piece second = pieces.get(KeptNumbers.within(in.readInt(), 0, pieces.size()));
            int cap = KeptNumbers.within(in.readInt(), 0, Integer.MAX_VALUE);
            rules.add(new Plan.Chosen(new Rule(first, second), cap, in.readDouble(), in.readDouble(), in.readDouble()));
        }
        return new Plan(rules, in.readDouble(), in.readDouble(), KeptNumbers.count(in), in.readDouble());
    }
}
