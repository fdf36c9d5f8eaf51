package io.github.bnn4j.search;

import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** A data source that is named only. */
public final class ExampleData implements DataSource {

    private static final long serialVersionUID = 1;

    @Override
    public void configure(Properties properties) {
        throw new AssertionError("not asked for");
    }

    @Override
    public Object trainData() {
        throw new AssertionError("not asked for");
    }

    @Override
    public Object testData() {
        throw new AssertionError("not asked for");
    }

    @Override
    public Class<?> getDataType() {
        return DataSetIterator.class;
    }
}
