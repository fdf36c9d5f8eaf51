package io.github.bnn4j.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.block.BiRealNet;
import io.github.bnn4j.block.QuickNet;
import io.github.bnn4j.block.ReActNet;
import io.github.bnn4j.networks.SmallNetwork;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DoubleReplayTest {

    private static final double TINY = 1e-9;

    /** Its first block takes the image as it is. */
    private static ComputationGraph graph() {
        return new SmallNetwork().graph(vertices -> {
            vertices.addInputs("in");
            String last = BiRealNet.block(vertices, "first", "in", 2);
            last = ReActNet.transition(vertices, "second", last, 4);
            return vertices.setOutputs(QuickNet.top(vertices, "top", last, 3))
                    .setInputTypes(InputType.convolutional(8, 8, 2));
        });
    }

    private static INDArray image() {
        Nd4j.getRandom().setSeed(3);
        INDArray image = Nd4j.rand(DataType.FLOAT, 1, 2, 8, 8).addi(.5);
        return image.putScalar(0, 0, 0, 0, 2);
    }

    @Test
    void itsScoresAreThoseOfTheNetwork() {
        ComputationGraph graph = graph();

        double[] scores = new DoubleReplay(graph).of(image()).scores();

        assertThat(scores).hasSize(3);
        double[] expected = graph.outputSingle(image()).toDoubleVector();
        for (int i = 0; i < 3; i++) {
            assertThat(scores[i]).isCloseTo(expected[i], within(1e-4));
        }
    }

    @Test
    void theNearestSignIsFound() {
        INDArray image = image().putScalar(0, 1, 3, 3, -TINY);

        DoubleReplay.Finding finding = new DoubleReplay(graph()).of(image);

        assertThat(finding.nearest()).isCloseTo(TINY / 2, within(TINY / 100));
        assertThat(finding.isNearATie()).isTrue();
    }

    @Test
    void aLeadIsNoTie() {
        assertThat(new DoubleReplay.Finding(new double[] {1, 3, 2}, 1e-3, null, 0).lead())
                .isEqualTo(1 / 3.);
        assertThat(new DoubleReplay.Finding(new double[] {1, 3, 2}, 1e-3, null, 0).isNearATie())
                .isFalse();
        assertThat(new DoubleReplay.Finding(new double[] {1, 3, 3}, 1e-3, null, 0).isNearATie())
                .isTrue();
    }
}
