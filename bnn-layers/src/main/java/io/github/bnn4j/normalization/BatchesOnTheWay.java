package io.github.bnn4j.normalization;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * All batches of some data on their way through a network, as far as it is known by now. They stand where they are if memory allows,
 * and go on from there; if not, they come again from where they last stood, at first from the iterator.
 */
final class BatchesOnTheWay {

    private final Steps steps;
    private final MultiDataSetIterator data;
    private final long bytesToKeep;

    /** The step before which they stand. */
    private int place;

    /** It is null while they are the iterator's. */
    private List<Batch> kept;

    /**
     * @param bytesToKeep how much memory all batches may take where they stand
     */
    BatchesOnTheWay(Steps steps, MultiDataSetIterator data, long bytesToKeep) {
        this.steps = steps;
        this.data = data;
        this.bytesToKeep = bytesToKeep;
    }

    /** Brings each batch before a step, one beyond that of the last call, and shows it; it is not to be modified. */
    void before(int step, Consumer<Batch> reader) {
        List<Batch> arrived = new ArrayList<>();
        long bytes = 0;
        boolean fits = true;
        for (Iterator<Batch> batches = where(); batches.hasNext(); ) {
            Batch batch = batches.next();
            steps.run(place, step, batch);
            reader.accept(batch);
            bytes += batch.bytes();
            fits &= bytes <= bytesToKeep;
            if (fits) {
                // The iterator may use its memory again.
                arrived.add(kept == null ? batch.copy() : batch);
            } else {
                arrived.clear();
            }
        }
        if (fits) {
            kept = arrived;
            place = step;
        }
    }

    /** Returns the batches where they stand; their values may be changed. */
    private Iterator<Batch> where() {
        if (kept != null) {
            return kept.stream().map(Batch::copyOfValues).iterator();
        }
        data.reset();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return data.hasNext();
            }

            @Override
            public Batch next() {
                return steps.begin(data.next().getFeatures());
            }
        };
    }
}
