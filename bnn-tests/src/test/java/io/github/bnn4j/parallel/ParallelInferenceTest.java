package io.github.bnn4j.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.cli.data.ImageIterator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.parallelism.ParallelInference;
import org.deeplearning4j.parallelism.inference.InferenceMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** DL4J's ParallelInference answers callers of many threads with what a binary network gives alone. */
class ParallelInferenceTest {

    private static final int CALLS = 60;

    @ParameterizedTest
    @EnumSource(
            value = InferenceMode.class,
            names = {"SEQUENTIAL", "BATCHED"})
    void eachCallerGetsItsOwnAnswer(InferenceMode mode) throws IOException, InterruptedException, ExecutionException {
        MultiLayerNetwork network = DigitNetwork.initialized();
        INDArray pixels =
                ImageIterator.inOrder(DigitNetwork.images(CALLS), CALLS).next().getFeatures();
        // Black or white, and an odd count of them: no sum is next to zero, where a batch might round it to the other
        // sign.
        INDArray features = pixels.gte(0).castTo(DataType.FLOAT).muli(2).subi(1);
        features.getColumn(0).assign(0);
        INDArray expected = network.output(features);
        ParallelInference inference = new ParallelInference.Builder(network)
                .inferenceMode(mode)
                .batchLimit(16)
                .workers(2)
                .build();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<INDArray>> answers = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                INDArray one = features.get(NDArrayIndex.interval(i, i + 1)).dup();
                answers.add(callers.submit(() -> inference.output(one)));
            }
            for (int i = 0; i < CALLS; i++) {
                assertThat(answers.get(i)
                                .get()
                                .castTo(DataType.DOUBLE)
                                .equalsWithEps(
                                        expected.get(NDArrayIndex.interval(i, i + 1))
                                                .castTo(DataType.DOUBLE),
                                        1e-5))
                        .as("call " + i)
                        .isTrue();
            }
        } finally {
            callers.shutdown();
            inference.shutdown();
        }
    }
}
