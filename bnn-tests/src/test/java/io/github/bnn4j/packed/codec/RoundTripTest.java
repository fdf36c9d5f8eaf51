package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.Examples;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Activations;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.xnor.XnorMatrix;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {

    private static final int EXAMPLES = 70;

    @ParameterizedTest
    @MethodSource("contents")
    void throughAStream(PackedContent content) throws IOException {
        assertSame(PackedReader.read(new ByteArrayInputStream(written(content))), content);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void throughAFile(PackedContent content, @TempDir Path directory) throws IOException {
        Path file = directory.resolve("network.bnn");

        new PackedNetwork(content).save(file);

        assertSame(PackedNetwork.load(file).content(), content);
        assertThat(file).hasBinaryContent(written(content));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void throughABufferFromItsPositionToItsLimit(PackedContent content) throws IOException {
        byte[] file = written(content);
        ByteBuffer buffer = ByteBuffer.allocateDirect(file.length + 8);
        buffer.position(3).put(file).flip().position(3);

        assertSame(PackedReader.read(buffer), content);
    }

    @Test
    void allTypesOfLayersAreTested() {
        assertThat(contents().stream()
                        .flatMap(content -> content.layers().stream())
                        .map(PackedLayer::getClass)
                        .distinct())
                .hasSameElementsAs(classes(PackedLayer.class).toList());
    }

    /** Older programs read what they can. */
    @Test
    void theFirstVersionThatHoldsANetworkIsTaken() throws IOException {
        for (PackedContent content : contents()) {
            assertThat((int) written(content)[8])
                    .isEqualTo(
                            SampleGraphs.all().stream().anyMatch(graph -> graph.layers()
                                            .toString()
                                            .equals(content.layers().toString()))
                                    ? 2
                                    : 1);
        }
    }

    static List<PackedContent> contents() {
        return SampleContents.all();
    }

    /** Those that can be instantiated, below interfaces as well. */
    @SuppressWarnings("unchecked")
    private static Stream<Class<? extends PackedLayer>> classes(Class<?> type) {
        return type.isInterface()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(RoundTripTest::classes)
                : Stream.of((Class<? extends PackedLayer>) type);
    }

    private static byte[] written(PackedContent content) throws IOException {
        var out = new ByteArrayOutputStream();
        PackedWriter.write(content, out);
        return out.toByteArray();
    }

    private static void assertSame(PackedContent actual, PackedContent expected) {
        assertThat(actual.input()).isEqualTo(expected.input());
        assertThat(actual.labels()).isEqualTo(expected.labels());
        assertThat(actual.wiring()).isEqualTo(expected.wiring());
        assertThat(actual.threshold()).isEqualTo(expected.threshold());
        assertThat(List.copyOf(actual.metadata().entrySet()))
                .isEqualTo(List.copyOf(expected.metadata().entrySet()));
        assertThat(actual.layers()).hasSameSizeAs(expected.layers());
        List<Activations> values = new ArrayList<>(
                List.of(expected.input().encode(Examples.bytes(new PackedNetwork(expected), EXAMPLES), 0, EXAMPLES)));
        for (int i = 0; i < expected.layers().size(); i++) {
            PackedLayer layer = expected.layers().get(i);
            assertThat(actual.layers().get(i))
                    .usingRecursiveComparison()
                    // In whose order weights are, at present, depends on the machine.
                    .withEqualsForType((a, b) -> a.weights().equals(b.weights()), XnorMatrix.class)
                    .isEqualTo(layer);
            List<Activations> x =
                    expected.wiring().sources().get(i).stream().map(values::get).toList();
            Activations y = layer.apply(x);
            assertThat(actual.layers().get(i).apply(x))
                    .usingRecursiveComparison()
                    .isEqualTo(y);
            values.add(y);
        }
    }
}
