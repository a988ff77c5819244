package puente.flink;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines of CSV, one file for each task, {@code NAME-0.csv} and so on. A file has its name only once it is whole, so that a task that is run again after a
 * failure begins anew and nobody reads half of it.
 */
final class WriteLines extends AbstractStreamOperator<String> implements OneInputStreamOperator<String, String> {
    private static final long serialVersionUID = 1;

    private final String folder;
    private final String name;
    private final String header;
    private final String account;
    private final LongCounter written = new LongCounter();
    private transient @Nullable BufferedWriter out;

    /** @param account by what name lines are counted */
    WriteLines(Path folder, String name, String header, String account) {
        this.folder = folder.toString();
        this.name = name;
        this.header = header;
        this.account = account;
    }

    private Path file(String ending) {
        return Path.of(folder, name + "-" + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() + ending);
    }

    @Override
    public void open() throws Exception {
        super.open();
        getRuntimeContext().addAccumulator(account, written);
        BufferedWriter writer = Files.newBufferedWriter(file(".part"), StandardCharsets.UTF_8);
        writer.write(header + "\n");
        out = writer;
    }

    @Override
    public void processElement(StreamRecord<String> element) throws Exception {
        BufferedWriter writer = out;
        if (writer != null) {
            writer.write(element.getValue());
            writer.write('\n');
            written.add(1);
        }
    }

    @Override
    public void finish() throws Exception {
        close(out);
        out = null;
        Files.move(file(".part"), file(".csv"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        super.finish();
    }

    @Override
    public void close() throws Exception {
        close(out);
        out = null;
        super.close();
    }

    private static void close(@Nullable BufferedWriter writer) throws java.io.IOException {
        if (writer != null) {
            writer.close();
        }
    }

    /** A cell as RFC 4180 has it. */
    static String cell(String text) {
        boolean plain =
                text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
