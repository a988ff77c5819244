package puente.match.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Numbers in a kept file: how many, then each. A count that the file does not bear out ends at the file's end, not in memory. */
public final class KeptNumbers {
    /** So many are made room for before any is read. */
    private static final int AHEAD = 1 << 16;

    private KeptNumbers() {}

    public static void write(DataOutput out, int[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    /** Reads what {@link #write(DataOutput, int[])} wrote, each number from {@code least} to below {@code most}. @throws IOException for any other */
    public static int[] ints(DataInput in, int least, int most) throws IOException {
        int count = count(in);
        int[] numbers = new int[Math.min(count, AHEAD)];
        for (int at = 0; at < count; at++) {
            if (at == numbers.length) {
                numbers = Arrays.copyOf(numbers, (int) Math.min(count, 2L * at));
            }
            numbers[at] = within(in.readInt(), least, most);
        }
        return numbers;
    }

    public static void write(DataOutput out, long[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (long number : numbers) {
            out.writeLong(number);
        }
    }

    public static long[] longs(DataInput in) throws IOException {
        int count = count(in);
        long[] numbers = new long[Math.min(count, AHEAD)];
        for (int at = 0; at < count; at++) {
            if (at == numbers.length) {
                numbers = Arrays.copyOf(numbers, (int) Math.min(count, 2L * at));
            }
            numbers[at] = in.readLong();
        }
        return numbers;
    }

    public static void write(DataOutput out, double[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    /** Reads exactly {@code count} numbers. @throws IOException where there are others */
    public static double[] doubles(DataInput in, int count) throws IOException {
        if (in.readInt() != count) {
            throw new IOException("not " + count + " numbers");
        }
        double[] numbers = new double[count];
        for (int at = 0; at < count; at++) {
            numbers[at] = in.readDouble();
        }
        return numbers;
    }

    /** A count, which is not negative. */
    public static int count(DataInput in) throws IOException {
        return within(in.readInt(), 0, Integer.MAX_VALUE);
    }

    /** A number that must lie from {@code least} to below {@code most}. */
    public static int within(int number, int least, int most) throws IOException {
        if (number < least || number >= most) {
            throw new IOException("number " + number + " out of bounds");
        }
        return number;
    }
}
