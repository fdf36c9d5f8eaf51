package io.github.bnn4j.normalization;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.networks.SmallNetwork;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** How often a network is run until batches have been before each of its layers. */
class BatchesOnTheWayTest {

    private static final int LAYERS = 5;

    /** Two batches of 4 and 2 examples with 2 features: 48 bytes, and the same again of what the first layer makes of them. */
    private static final long BYTES = 96;

    @Test
    void whereAllFitsEachLayerRunsOnceForEachBatch() {
        Run run = run(BYTES);

        assertThat(run.calls).isEqualTo(2 * (LAYERS - 1));
        assertThat(run.resets).isEqualTo(1);
    }

    /** 2 (0 + 1 + 2 + 3 + 4) steps. */
    @Test
    void whereNothingFitsBatchesComeFromTheIteratorEachTime() {
        Run run = run(BYTES - 1);

        assertThat(run.calls).isEqualTo(2 * 10);
        assertThat(run.resets).isEqualTo(LAYERS);
    }

    /** Each layer adds 1, in place, as DL4J's activations may. */
    @Test
    void whatIsSeenIsTheSame() {
        List<Double> expected = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            expected.add(layer + 1.);
            expected.add(layer + 2.);
        }

        assertThat(run(BYTES).seen).isEqualTo(expected);
        assertThat(run(0).seen).isEqualTo(expected);
    }

    private record Run(int calls, int resets, List<Double> seen) {}

    private static Run run(long bytesToKeep) {
        ActivationLayer[] layers = new ActivationLayer[LAYERS];
        for (int i = 0; i < LAYERS; i++) {
            layers[i] = new ActivationLayer(new OneMore());
        }
        MultiLayerNetwork network = new SmallNetwork().chain(layers);
        INDArray[] given = {Nd4j.ones(4, 2), Nd4j.ones(2, 2).muli(2)};
        int[] resets = {0};
        Batches data = new Batches(new MultiDataSet(given[0], null), new MultiDataSet(given[1], null)) {
            @Override
            public void reset() {
                resets[0]++;
                super.reset();
            }
        };
        List<Double> seen = new ArrayList<>();
        Steps steps = new StepsOfChain(network);
        BatchesOnTheWay batches = new BatchesOnTheWay(steps, data, bytesToKeep);
        OneMore.calls = 0;
        for (int i = 0; i < LAYERS; i++) {
            int step = i;
            batches.before(
                    i, batch -> seen.add(steps.input(step, batch).meanNumber().doubleValue()));
        }
        assertThat(given[0]).isEqualTo(Nd4j.ones(4, 2));
        return new Run(OneMore.calls, resets[0], seen);
    }

    /** Counts how often it is called. */
    static final class OneMore extends BaseActivationFunction {

        private static final long serialVersionUID = 1;
        private static int calls;

        @Override
        public INDArray getActivation(INDArray in, boolean training) {
            calls++;
            return in.addi(1);
        }

        @Override
        public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
            throw new UnsupportedOperationException();
        }
    }
}
