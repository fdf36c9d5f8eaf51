package io.github.bnn4j.graph.pass;

import static io.github.bnn4j.graph.pass.Draw.then;
import static io.github.bnn4j.graph.pass.RuleCheck.withoutNegativeZeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.graph.Addition;
import io.github.bnn4j.graph.Concatenation;
import io.github.bnn4j.graph.Flattening;
import io.github.bnn4j.graph.FloatDenseSum;
import io.github.bnn4j.graph.GlobalMean;
import io.github.bnn4j.graph.Graph;
import io.github.bnn4j.graph.GraphEvaluator;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.graph.Rectification;
import io.github.bnn4j.graph.ToChannelsLast;
import io.github.bnn4j.graph.Unflattening;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.ValueType;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights are brought into another order instead of values. */
class OrderOfValuesTest {

    private final Draw draw = new Draw();
    private final Node image = Draw.example(ValueType.FLOATS, 3, 4);
    private final Node maxima = Draw.maximum(image);

    private static Graph ordered(Node output) {
        Graph before = new Graph(output);
        Graph after = OrderOfValues.in(before);
        Random random = new Random(2);
        for (int i = 0; i < 5; i++) {
            double[] example = RuleCheck.example(before, random);
            assertThat(withoutNegativeZeros(
                            GraphEvaluator.packed(after, example).of(after.output())))
                    .containsExactly(withoutNegativeZeros(
                            GraphEvaluator.trained(before, example).of(output)));
        }
        return after;
    }

    private static long reorders(Graph graph) {
        return graph.nodes().stream()
                .filter(node -> node.is(ToChannelsLast.class))
                .count();
    }

    private Node ones(Node vector) {
        return draw.dense(vector, 4);
    }

    /** Distinct powers of two tell each place from all others. */
    private static Rectification slopes(int count) {
        float[] slopes = new float[count];
        float[] shifts = new float[count];
        for (int i = 0; i < count; i++) {
            slopes[i] = (i + 1) / 64f;
            shifts[i] = i / 8f;
        }
        return new Rectification(shifts, slopes, shifts);
    }

    private static FloatDenseSum dense(int inputs) {
        float[] weights = new float[2 * inputs];
        IntStream.range(0, weights.length).forEach(i -> weights[i] = i / 8f);
        return new FloatDenseSum(weights, new float[] {1, -1});
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void vectorsOfImages(boolean channelsLast) {
        Node vector = then(maxima, new Flattening(channelsLast));

        assertThat(reorders(ordered(ones(vector)))).isEqualTo(1);
        ordered(then(vector, dense(12)));
        ordered(ones(draw.scaled(vector)));
        ordered(ones(then(vector, slopes(12))));
        ordered(ones(Draw.sign(vector)));
    }

    /** An example is given channel after channel: layers on vectors take it as it is. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void examplesThatAreFlat(boolean channelsLast) {
        assertThat(reorders(ordered(ones(then(image, new Flattening(channelsLast))))))
                .isZero();
        assertThat(reorders(ordered(ones(Draw.example(ValueType.SIGNS, 5, 1))))).isZero();
    }

    @Test
    void examplesAreBroughtIntoOrderOnceForEachLayerThatTakesThem() {
        assertThat(reorders(ordered(ones(then(draw.windowSum(maxima, 4, 0), new Flattening(false))))))
                .isEqualTo(1);
        assertThat(reorders(ordered(then(draw.windowSum(Draw.example(ValueType.BYTES, 1, 4), 4, 0), new GlobalMean()))))
                .isZero();
    }

    @Test
    void imagesOfVectors() {
        Node vector = then(Draw.example(ValueType.FLOATS, 12, 1), new Unflattening(new ImageShape(3, 2, 2)));

        assertThat(reorders(ordered(then(draw.windowSum(vector, 4, 0), new GlobalMean()))))
                .isEqualTo(1);
        assertThat(reorders(ordered(ones(then(vector, new Flattening(true)))))).isZero();
    }

    @Test
    void numbersOfEachValueOfAnImage() {
        ordered(then(then(maxima, slopes(12)), new GlobalMean()));
        ordered(then(then(maxima, slopes(3)), new GlobalMean()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void vectorsThatAreJoined(boolean channelsLast) {
        Node vector = then(maxima, new Flattening(channelsLast));
        Node other = then(image, new GlobalMean());

        ordered(ones(Node.of("Both", new Concatenation(), vector, vector)));
        ordered(ones(Node.of("Both", new Concatenation(), other, vector, other)));
        ordered(then(Node.of("Both", new Addition(), vector, vector), dense(12)));
    }

    @Test
    void imagesOfTheExampleAndOthersAreJoined() {
        Node same = draw.windowSum(image, 2, 0);

        ordered(ones(then(Node.of("Both", new Concatenation(), image, same), new Flattening(false))));
    }

    @Test
    void whatNoWeightsMakeGoodIsRefused() {
        Node vector = then(maxima, new Flattening(false));
        Node other = ones(vector);
        assertThatThrownBy(() -> OrderOfValues.in(new Graph(vector)))
                .isInstanceOf(NotPackableException.class)
                .hasMessageContaining("end it with a fully connected layer");
        Node ofTwelve = draw.dense(vector, 12);
        assertThatThrownBy(() -> OrderOfValues.in(new Graph(ones(Node.of("Sum", new Addition(), vector, ofTwelve)))))
                .isInstanceOf(NotPackableException.class)
                .hasMessageStartingWith("Sum cannot be packed: ");
        assertThatThrownBy(() -> OrderOfValues.in(new Graph(ones(
                        then(Node.of("Again", new Unflattening(new ImageShape(3, 2, 2)), vector), new GlobalMean())))))
                .isInstanceOf(NotPackableException.class)
                .hasMessageStartingWith("Again cannot be packed: ");
        assertThat(reorders(ordered(other))).isEqualTo(1);
    }
}
