package io.github.bnn4j.normalization;

import java.util.Iterator;
import java.util.List;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** Given batches, again after each reset. */
class Batches implements MultiDataSetIterator {

    private static final long serialVersionUID = 1;

    private final transient List<MultiDataSet> all;
    private transient Iterator<MultiDataSet> position;

    Batches(MultiDataSet... batches) {
        this.all = List.of(batches);
        this.position = all.iterator();
    }

    @Override
    public boolean hasNext() {
        return position.hasNext();
    }

    @Override
    public MultiDataSet next() {
        return position.next();
    }

    @Override
    public MultiDataSet next(int num) {
        return next();
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    @Override
    public boolean asyncSupported() {
        return false;
    }

    @Override
    public void reset() {
        position = all.iterator();
    }

    @Override
    public void setPreProcessor(MultiDataSetPreProcessor preProcessor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MultiDataSetPreProcessor getPreProcessor() {
        return null;
    }
}
