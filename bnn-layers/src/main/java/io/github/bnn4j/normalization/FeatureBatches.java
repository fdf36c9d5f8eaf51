package io.github.bnn4j.normalization;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** The features of a graph's data, batch by batch, whichever of DL4J's two iterators they come from. */
interface FeatureBatches {

    void reset();

    boolean hasNext();

    /** One array for each input of the graph. */
    INDArray[] next();

    static FeatureBatches of(MultiDataSetIterator data) {
        return new FeatureBatches() {
            @Override
            public void reset() {
                data.reset();
            }

            @Override
            public boolean hasNext() {
                return data.hasNext();
            }

            @Override
            public INDArray[] next() {
                return data.next().getFeatures();
            }
        };
    }

    static FeatureBatches of(DataSetIterator data) {
        return new FeatureBatches() {
            @Override
            public void reset() {
                data.reset();
            }

            @Override
            public boolean hasNext() {
                return data.hasNext();
            }

            @Override
            public INDArray[] next() {
                return new INDArray[] {data.next().getFeatures()};
            }
        };
    }
}
