package io.github.bnn4j.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Keeps what became of each candidate, in memory and on disk, and tells the listener. */
final class SearchJournal {

    private final BnnSpace space;
    private final SearchDirectory directory;
    private final boolean minimize;
    private final SearchListener listener;
    private final List<CandidateRecord> records = new ArrayList<>();

    SearchJournal(BnnSpace space, SearchDirectory directory, boolean minimize, SearchListener listener) {
        this.space = space;
        this.directory = directory;
        this.minimize = minimize;
        this.listener = listener;
    }

    /** Returns the records in the order in which they were done. */
    synchronized List<CandidateRecord> records() {
        return List.copyOf(records);
    }

    /** Returns what is on disk of this candidate. Failures are tried again: who resumes may have mended their cause. */
    Optional<CandidateRecord> restored(int index, double[] flat) throws IOException {
        Optional<CandidateRecord> found = directory.find(index, flat).filter(record -> !record.failed());
        found.ifPresent(record -> add(record, true));
        return found;
    }

    void started(Candidate<?> candidate) {
        listener.started(candidate.getIndex(), space.values(candidate.getFlatParameters()));
    }

    CandidateRecord finished(Candidate<?> candidate, double score, double seconds, MultiLayerNetwork network)
            throws IOException {
        CandidateRecord record = record(candidate, score, seconds, null);
        if (isBest(record)) {
            directory.saveBest(network);
        }
        directory.save(record);
        add(record, false);
        return record;
    }

    CandidateRecord failed(Candidate<?> candidate, Throwable failure, double seconds) {
        CandidateRecord record = record(candidate, null, seconds, failure.toString());
        try {
            directory.save(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        add(record, false);
        return record;
    }

    /** Returns the first of the best; empty if none succeeded. */
    synchronized Optional<CandidateRecord> best() {
        CandidateRecord best = null;
        for (CandidateRecord record : records) {
            if (!record.failed() && (best == null || isBetter(record, best))) {
                best = record;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * Returns whether it is the best of all on disk: when an earlier candidate is trained again, later ones are done
     * that this run has not come to.
     */
    private boolean isBest(CandidateRecord record) throws IOException {
        for (CandidateRecord other : directory.all()) {
            boolean earlierAndAsGood = other.index() < record.index() && !other.failed() && !isBetter(record, other);
            boolean laterAndBetter = other.index() > record.index() && !other.failed() && isBetter(other, record);
            if (earlierAndAsGood || laterAndBetter) {
                return false;
            }
        }
        return true;
    }

    private boolean isBetter(CandidateRecord record, CandidateRecord than) {
        return minimize ? record.score() < than.score() : record.score() > than.score();
    }

    private void add(CandidateRecord record, boolean restored) {
        synchronized (this) {
            records.add(record);
        }
        listener.finished(record, restored);
    }

    private CandidateRecord record(Candidate<?> candidate, Double score, double seconds, String failure) {
        Map<String, String> values = new LinkedHashMap<>();
        if (candidate.getFlatParameters() != null) {
            space.values(candidate.getFlatParameters())
                    .forEach((name, value) -> values.put(name, String.valueOf(value)));
        }
        return new CandidateRecord(
                candidate.getIndex(), values, candidate.getFlatParameters(), score, seconds, failure);
    }
}
