package io.github.bnn4j.packed.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import java.util.ArrayList;
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
}
