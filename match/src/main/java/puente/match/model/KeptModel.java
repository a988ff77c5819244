package puente.match.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import puente.match.field.Field;
import puente.match.table.KeptNumbers;

/** A model in a kept file; its slots are those of the fields that it is read for. */
public final class KeptModel {
    private static final int RELATIVES_MAX = 16;
    private static final int JOINTS_MAX = 1_000;

    private KeptModel() {}

    public static void write(DataOutput out, Model model) throws IOException {
        shares(out, model.m());
        shares(out, model.u());
        out.writeDouble(model.prior());
        out.writeInt(model.relatives().size());
        for (Model.Relatives relatives : model.relatives()) {
            out.writeUTF(relatives.name());
            shares(out, relatives.shares());
            out.writeDouble(relatives.prior());
        }
        out.writeInt(model.joints().size());
        for (Joint joint : model.joints()) {
            KeptNumbers.write(out, joint.slots());
            KeptNumbers.write(out, joint.strides());
            KeptNumbers.write(out, joint.bits());
        }
    }

    private static void shares(DataOutput out, double[][] shares) throws IOException {
        for (double[] of : shares) {
            KeptNumbers.write(out, of);
        }
    }

    /** Reads what {@link #write} wrote. @throws IOException where it is no model of these slots */
    public static Model read(DataInput in, List<Field.Slot> slots) throws IOException {
        double[][] m = shares(in, slots);
        double[][] u = shares(in, slots);
        double prior = in.readDouble();
        List<Model.Relatives> relatives = new ArrayList<>();
        int kinds = KeptNumbers.within(in.readInt(), 0, RELATIVES_MAX);
        for (int at = 0; at < kinds; at++) {
            relatives.add(new Model.Relatives(in.readUTF(), shares(in, slots), in.readDouble()));
        }
        List<Joint> joints = new ArrayList<>();
        int count = KeptNumbers.within(in.readInt(), 0, JOINTS_MAX);
        for (int at = 0; at < count; at++) {
            joints.add(joint(in, slots));
        }
        return new Model(slots, m, u, prior, relatives, joints);
    }

    private static Joint joint(DataInput in, List<Field.Slot> slots) throws IOException {
        int[] own = KeptNumbers.ints(in, 0, slots.size());
        int[] strides = KeptNumbers.ints(in, 1, Integer.MAX_VALUE);
        long size = 1;
        for (int at = 0; at < own.length; at++) {
            if (strides.length != own.length || strides[at] != size) {
                throw new IOException("strides that do not fit");
            }
            size *= slots.get(own[at]).levels().size();
            KeptNumbers.within((int) Math.min(size, Integer.MAX_VALUE), 1, Joint.COMBINATIONS_MAX + 1);
        }
        return new Joint(own, strides, KeptNumbers.doubles(in, (int) size));
    }

    private static double[][] shares(DataInput in, List<Field.Slot> slots) throws IOException {
        double[][] shares = new double[slots.size()][];
        for (int slot = 0; slot < shares.length; slot++) {
            shares[slot] = KeptNumbers.doubles(in, slots.get(slot).levels().size());
        }
        return shares;
    }
}
