package io.github.bnn4j.packed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.codec.SampleContents;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Activations;
import io.github.bnn4j.packed.layer.Rows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedNetworkLayerByLayerTest {

    private static final int EXAMPLES = 5;

    @ParameterizedTest
    @MethodSource("contents")
    void scoresAreWhatTheLastLayerGives(PackedContent content) {
        var network = new PackedNetwork(content);
        byte[] batch = Examples.bytes(network, EXAMPLES);
        float[] scores = new float[EXAMPLES * network.outputs()];

        network.scores(batch, EXAMPLES, scores);

        List<Activations> values = new ArrayList<>(List.of(content.input().encode(batch, 0, EXAMPLES)));
        for (int i = 0; i < content.layers().size(); i++) {
            List<Activations> taken =
                    content.wiring().sources().get(i).stream().map(values::get).toList();
            values.add(content.layers().get(i).apply(taken));
        }
        Activations x = values.get(content.layers().size());
        Activations actual = Activations.ofFloats(EXAMPLES, network.outputs(), scores, 0);
        assertThat(Rows.floatsOf(actual)).isDeepEqualTo(Rows.floatsOf(x));
    }

    static List<PackedContent> contents() {
        return SampleContents.all();
    }
}
