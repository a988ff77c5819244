package puente.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import puente.match.text.Folding;

/** The peer of the name index: Lucene in memory, folded tokens, each word of a question a fuzzy term of at most two edits. */
final class LuceneNames implements AutoCloseable {
    private static final String FIELD = "name";

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    LuceneNames(List<String> names) throws IOException {
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
            for (String name : names) {
                Document document = new Document();
                document.add(new TextField(FIELD, Folding.plain(name), Field.Store.NO));
                document.add(new StoredField("text", name));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        reader = DirectoryReader.open(directory);
        searcher = new IndexSearcher(reader);
    }

    List<String> search(String text, int limit) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String token : Folding.plain(text).split(" ")) {
            query.add(
                    new FuzzyQuery(new Term(FIELD, token), token.length() > 4 ? 2 : token.length() > 2 ? 1 : 0),
                    BooleanClause.Occur.SHOULD);
        }
        try {
            List<String> found = new ArrayList<>();
            for (ScoreDoc each : searcher.search(query.build(), limit).scoreDocs) {
                found.add(searcher.storedFields().document(each.doc).get("text"));
            }
            return found;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
