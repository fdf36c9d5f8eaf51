package io.github.bnn4j.search;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** The loss, or always NaN. */
public final class BnnSearchLossScore implements ScoreFunction {

    private static final long serialVersionUID = 1;

    public boolean notANumber;

    @Override
    @SuppressWarnings("deprecation")
    public double score(Object model, DataProvider provider, Map<String, Object> parameters) {
        throw new UnsupportedOperationException();
    }

    @Override
    public double score(Object model, Class<? extends DataSource> type, Properties properties) {
        try {
            DataSource data = type.getDeclaredConstructor().newInstance();
            data.configure(properties);
            DataSetIterator batches = (DataSetIterator) data.testData();
            return notANumber ? Double.NaN : ((MultiLayerNetwork) model).score(batches.next());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean minimize() {
        return true;
    }

    @Override
    public List<Class<?>> getSupportedModelTypes() {
        return List.of(MultiLayerNetwork.class);
    }

    @Override
    public List<Class<?>> getSupportedDataTypes() {
        return List.of(DataSetIterator.class);
    }
}
