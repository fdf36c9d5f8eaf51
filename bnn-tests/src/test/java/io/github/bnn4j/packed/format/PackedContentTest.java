package io.github.bnn4j.packed.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.bnn4j.packed.layer.Add;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedContentTest {

    private final InputEncoding two = InputEncoding.floats(2);
    private final PackedLayer affine = new Affine(new double[2], new double[2]);

    @Test
    void copiesItsLists() {
        List<PackedLayer> layers = new ArrayList<>(List.of(affine));
        List<String> labels = new ArrayList<>(List.of("a", "b"));
        var content = new PackedContent(two, layers, labels);
        layers.clear();
        labels.clear();

        assertThat(content.layers()).containsExactly(affine);
        assertThat(content.labels()).containsExactly("a", "b");
        assertThat(content.outputs()).isEqualTo(2);
    }

    @Test
    void needsALayer() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PackedContent(two, List.of(), List.of()));
    }

    @Test
    void needsFloatsAtTheEnd() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PackedContent(two, List.of(new Sign(2)), List.of()));
    }

    @Test
    void refusesLayersThatDoNotFit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PackedContent(InputEncoding.floats(3), List.of(affine), List.of()))
                .withMessageContaining("Layer 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PackedContent(InputEncoding.signs(2), List.of(affine), List.of()))
                .withMessageContaining("Layer 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PackedContent(two, List.of(affine, new Sign(2), new SignsToFloats(1, -1, 3)), List.of()))
                .withMessageContaining("Layer 2");
    }

    @Test
    void takesLabelsForAllOutputsOrNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PackedContent(two, List.of(affine), List.of("a")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PackedContent(two, List.of(affine), List.of("a", "b", "c")));
    }

    @Test
    void takesLabelsOf65535BytesAtMost() {
        String longest = "\u00e9".repeat(0x7FFF) + "e";

        assertThatNoException().isThrownBy(() -> new PackedContent(two, List.of(affine), List.of("a", longest)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PackedContent(two, List.of(affine), List.of("a", longest + "e")))
                .withMessageContaining("65535");
    }

    @Test
    void refusesHalfACharacter() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PackedContent(two, List.of(affine), List.of("a", "\uD83D")))
                .withMessageContaining("half a character");
    }

    @Test
    void aLayerTakesAtMost65535Values() {
        Integer[] values = new Integer[0xFFFF];
        Arrays.fill(values, 0);
        PackedContent.Builder most = PackedContent.builder(two);
        most.add(new Add(0xFFFF, 2), values);
        Integer[] more = Arrays.copyOf(values, 0x10000);
        more[0xFFFF] = 0;
        PackedContent.Builder tooMany = PackedContent.builder(two);
        tooMany.add(new Add(0x10000, 2), more);

        assertThat(most.build().layers()).hasSize(1);
        assertThatIllegalArgumentException().isThrownBy(tooMany::build).withMessageContaining("65536 values");
    }

    @Test
    void refusesValuesThatDoNotComeBefore() {
        for (int value : new int[] {-1, 1, 2}) {
            PackedContent.Builder network = PackedContent.builder(two);
            network.add(affine, value);

            assertThatIllegalArgumentException()
                    .isThrownBy(network::build)
                    .withMessageContaining("Layer 0 takes value " + value);
        }
    }

    @Test
    void refusesResultsThatNoLayerTakes() {
        PackedContent.Builder network = PackedContent.builder(two);
        network.add(affine, 0);
        network.add(affine, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(network::build)
                .withMessageContaining("No layer takes what layer 0 gives");
    }

    @Test
    void aThresholdIsFiniteAndForASingleOutput() {
        PackedLayer one = new Affine(new double[1], new double[1]);
        for (double score : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            PackedContent.Builder network = PackedContent.builder(InputEncoding.floats(1));
            network.add(one, 0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.threshold(score).build());
        }
        PackedContent.Builder ofTwo = PackedContent.builder(two);
        ofTwo.add(affine, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ofTwo.threshold(0.5).build())
                .withMessageContaining("single output");
    }

    @Test
    void moreIsKnownOfACopy() {
        var content = new PackedContent(two, List.of(affine), List.of());

        PackedContent more =
                content.withMetadata("a", "1").withMetadata("b", "2").withMetadata("a", "3");

        assertThat(content.metadata()).isEmpty();
        assertThat(more.metadata().toString()).isEqualTo("{a=3, b=2}");
        assertThat(more.layers()).isEqualTo(content.layers());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> content.withMetadata("k", "\uD83D"))
                .withMessageContaining("half a character");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> content.withMetadata("k".repeat(0x10000), ""))
                .withMessageContaining("65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> content.withMetadata("k", "v".repeat((1 << 20) + 1)))
                .withMessageContaining("1048576");
    }
}
