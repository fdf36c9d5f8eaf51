package io.github.bnn4j.search;

import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Data of a search, of which batch normalization is recalibrated before a candidate is scored
 * ({@link io.github.bnn4j.normalization.BatchNormRecalibration}), as networks trained with dropout need it.
 */
public interface RecalibrationSource extends DataSource {

    /** Returns some thousand training examples. */
    DataSetIterator recalibrationData();
}
