package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.AveragePooling;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.Concatenate;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.FloatConvolution;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of version 1, written by the program of commit 1716de2, and of version 2, by that of commit 84c2e42, each with examples
 * and the scores that it gave, as {@code values -> scores} in {@code NAME.txt}. Whoever changes the runtime leaves them as they
 * are: such files are read for ever, to the same bits. All their numbers are multiples of 1/8, so that no order of summation
 * rounds.
 */
class GoldenFilesTest {

    private static final Path DIRECTORY = Path.of("src", "test", "resources", "golden");

    @ParameterizedTest
    @MethodSource("files")
    void givesTheSameScoresForEver(Path file) throws IOException {
        PackedNetwork network = PackedNetwork.load(file);

        for (String line : Files.readAllLines(examplesOf(file))) {
            String[] sides = line.split(" -> ");
            assertThat(scores(network, sides[0].split(" "))).as(line).containsExactly(floats(sides[1].split(" ")));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isWrittenAsItWasRead(Path file) throws IOException {
        var out = new ByteArrayOutputStream();

        PackedNetwork.load(file).write(out);

        assertThat(file).hasBinaryContent(out.toByteArray());
    }

    @ParameterizedTest
    @MethodSource("files")
    void tellsExamplesApart(Path file) throws IOException {
        assertThat(Files.readAllLines(examplesOf(file)).stream().map(line -> line.split(" -> ")[1]))
                .hasSize(8)
                .satisfies(scores -> assertThat(new HashSet<>(scores)).hasSizeGreaterThan(2));
    }

    @Test
    void haveEachEncodingOfTheInput() throws IOException {
        Set<ValueType> types = new HashSet<>();
        for (Path file : files().toList()) {
            types.add(PackedNetwork.load(file).input().type());
        }

        assertThat(types).containsExactlyInAnyOrder(ValueType.values());
    }

    @Test
    void haveEachTypeOfLayerWithEachOfItsOptions() throws IOException {
        Set<String> kinds = new HashSet<>();
        for (Path file : files().toList()) {
            PackedNetwork.load(file).layers().forEach(layer -> kinds.add(kind(layer)));
        }

        assertThat(kinds)
                .contains(Stream.of(Elementwise.Function.values())
                        .map(function -> "Elementwise " + function)
                        .toArray(String[]::new))
                .contains(
                        "BinaryDense BYTES Thresholds",
                        "BinaryDense BYTES Scores",
                        "BinaryDense SIGNS Thresholds",
                        "BinaryDense SIGNS Scores",
                        "BinaryDenseOnFloats",
                        "FloatDense",
                        "Affine",
                        "Sign",
                        "BytesToFloats",
                        "SignsToFloats",
                        "ChannelsLast",
                        "BinaryConvolution BYTES false Thresholds",
                        "BinaryConvolution BYTES false Scores",
                        "BinaryConvolution SIGNS false Thresholds",
                        "BinaryConvolution SIGNS true Thresholds",
                        "BinaryConvolution SIGNS false Scores",
                        "BinaryConvolutionOnFloats",
                        "MaxPooling",
                        "GlobalAveragePooling",
                        "Add",
                        "Multiply",
                        "Concatenate BYTES",
                        "Concatenate FLOATS",
                        "Concatenate SIGNS",
                        "FloatConvolution in groups: false",
                        "FloatConvolution in groups: true",
                        "DepthwiseConvolution",
                        "FloatMaxPooling",
                        "AveragePooling true",
                        "AveragePooling false",
                        "PRelu",
                        "Affine of pixels",
                        "FloatThresholds");
    }

    @Test
    void haveWhatVersion2HasBesideLayers() throws IOException {
        List<PackedContent> contents = new ArrayList<>();
        for (Path file : files().toList()) {
            contents.add(PackedNetwork.load(file).content());
        }

        assertThat(contents)
                .anyMatch(content -> content.threshold().isPresent()
                        && content.labels().size() == 2
                        && content.metadata().size() > 4)
                .anyMatch(content ->
                        content.input().scaling().count() == content.input().channels()
                                && content.input().channels() > 1)
                .anyMatch(content ->
                        content.input().scaling().count() == content.input().size()
                                && content.input().channels() == 1);
    }

    @Test
    void areOfTheVersionOfTheirDirectory() throws IOException {
        for (Path file : files().toList()) {
            assertThat(file.getParent()).hasFileName("v" + Files.readAllBytes(file)[8]);
        }
    }

    private static String kind(PackedLayer layer) {
        String name = layer.getClass().getSimpleName();
        if (layer instanceof BinaryDense dense) {
            return name + " " + dense.inputType() + " "
                    + dense.stage().getClass().getSimpleName();
        } else if (layer instanceof BinaryConvolution convolution) {
            return name + " " + convolution.inputType() + " " + convolution.positivePadding() + " "
                    + convolution.stage().getClass().getSimpleName();
        }
        if (layer instanceof Concatenate joined) {
            return name + " " + joined.inputType();
        } else if (layer instanceof FloatConvolution convolution) {
            return name + " in groups: " + (convolution.groups() > 1);
        } else if (layer instanceof AveragePooling pooling) {
            return name + " " + pooling.paddingCounts();
        } else if (layer instanceof Affine affine && affine.pixels() > 1) {
            return name + " of pixels";
        }
        return layer instanceof Elementwise elementwise ? name + " " + elementwise.function() : name;
    }

    private static float[] scores(PackedNetwork network, String[] values) {
        if (network.input().type() == ValueType.FLOATS) {
            return network.scores(floats(values));
        }
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(values[i]);
        }
        return network.scores(bytes);
    }

    private static float[] floats(String[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = Float.parseFloat(values[i]);
        }
        return floats;
    }

    private static Path examplesOf(Path file) {
        return file.resolveSibling(file.getFileName().toString().replace(".bnn", ".txt"));
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(DIRECTORY)) {
            List<Path> found = all.filter(file -> file.toString().endsWith(".bnn"))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThanOrEqualTo(38);
            return found.stream();
        }
    }
}
