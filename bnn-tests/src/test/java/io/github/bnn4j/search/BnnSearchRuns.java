package io.github.bnn4j.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small searches, and a listener that remembers what it was told. */
final class BnnSearchRuns implements SearchListener {

    final List<Integer> started = new ArrayList<>();
    final List<Integer> restored = new ArrayList<>();
    final List<CandidateRecord> finished = new ArrayList<>();

    /** Learning rates from one that learns nothing to one that learns. */
    static BnnSpace.Builder space() {
        return new BnnSpace.Builder(BnnSearchClusters.INPUTS, BnnSearchClusters.CLASSES)
                .depth(1)
                .width(16)
                .epochs(2)
                .learningRate(1e-6, 1e-1);
    }

    static BnnSearch.Builder search(BnnSpace.Builder space, Path directory) {
        return search(space, directory, 1);
    }

    /**
     * @param seed of the data
     */
    static BnnSearch.Builder search(BnnSpace.Builder space, Path directory, long seed) {
        return new BnnSearch.Builder(
                space.build(), BnnSearchClusters.class, BnnSearchClusters.properties(seed), directory);
    }

    @Override
    public void started(int index, Map<String, Object> values) {
        started.add(index);
    }

    @Override
    public void finished(CandidateRecord candidate, boolean wasRestored) {
        (wasRestored ? restored : new ArrayList<Integer>()).add(candidate.index());
        finished.add(candidate);
    }

    /** All but the time. */
    static List<String> essence(List<CandidateRecord> records) {
        return records.stream()
                .map(r -> r.index() + " " + r.values() + " " + r.score() + " " + r.failure())
                .toList();
    }
}
