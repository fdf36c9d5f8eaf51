package io.github.bnn4j.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.networks.RandomData;
import java.util.List;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Candidates are networks that can be trained. */
class CandidateTrainingTest {

    private static DataSet data() {
        return new DataSet(Nd4j.rand(9, 6).subi(.5), RandomData.classesInTurn(DataType.FLOAT, 9, 3));
    }

    @ParameterizedTest
    @EnumSource
    void twoStepsMoveWeightsWithinTheirBounds(SearchGenerator generator) {
        BnnSpace space = Candidates.everything().learningRate(.01, .1).build();
        List<Candidate<?>> candidates = Candidates.take(generator, space.network(), 6);
        for (Candidate<?> candidate : candidates) {
            MultiLayerNetwork network = new MultiLayerNetwork(Candidates.configuration(candidate));
            network.init();
            INDArray before = network.getParam("0_W").dup();
            DataSet data = data();
            network.fit(data);
            network.fit(data);
            assertThat(Double.isFinite(network.score())).isTrue();
            assertThat(network.getParam("0_W")).isNotEqualTo(before);
            network.paramTable().forEach((name, values) -> {
                assertThat(values.sumNumber().doubleValue()).as(name).isFinite();
                if (name.endsWith("_W")) {
                    assertThat(values.amaxNumber().doubleValue()).as(name).isBetween(1e-3, 1.0);
                }
            });
            assertThat(network.output(data.getFeatures()).shape()).containsExactly(9, 3);
        }
    }
}
