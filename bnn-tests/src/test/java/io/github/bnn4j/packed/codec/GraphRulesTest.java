package io.github.bnn4j.packed.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.packed.codec.BnnFile.Bytes;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.format.PackedFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of version 2 on the package's page, broken by a file that is otherwise good; the message says which. */
class GraphRulesTest {

    private static final double NAN = Double.NaN;
    private static final int FLOATS = 1;
    private static final int SIGNS = 2;

    /** A broken file, and a part of what is said of it. */
    private record Fault(GraphFile file, String message) {}

    private static Named<Fault> fault(String name, GraphFile file, String message) {
        return Named.of(name, new Fault(file, message));
    }

    @Test
    void theFileWithoutAFaultIsGood() throws IOException {
        PackedContent content =
                read(sum(vector(2)).label("a").label("").text("k", "v").toBytes());

        assertThat(content.labels()).containsExactly("a", "");
        assertThat(content.metadata()).containsOnlyKeys("k");
        assertThat(content.wiring().sources()).hasToString("[[0], [1, 0]]");
    }

    @Test
    void theFileWithAThresholdIsGood() throws IOException {
        GraphFile file = GraphFile.input(FLOATS, 1, 0, 1, 1, 1).threshold(-0.0);

        PackedContent content =
                read(file.layer(4, GraphFile.same(1), 0).label("a").label("b").toBytes());

        assertThat(content.threshold()).isEqualTo(OptionalDouble.of(-0.0));
        assertThat(content.classes()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource({"headers", "texts", "sources", "combinations", "floatLayers", "windows"})
    void areKept(Fault fault) {
        assertThatThrownBy(() -> read(fault.file.toBytes()))
                .isInstanceOf(PackedFormatException.class)
                .hasMessageContaining(fault.message);
    }

    static Stream<Named<Fault>> headers() {
        return Stream.of(
                fault("value type", sum(GraphFile.input(3, 1, 1, 2)), "value type with number 3"),
                fault("flag", sum(GraphFile.input(FLOATS, 2, 0, 1, 1, 2)), "threshold is 2"),
                fault("reserved", sum(GraphFile.input(FLOATS, 0, 0x100, 1, 1, 2)), "reserved"),
                fault("channels", sum(GraphFile.input(FLOATS, 0, 1, 2)), "channels is 0"),
                fault("size", sum(GraphFile.input(FLOATS, 1 << 14, 1 << 14, 1)), "2^28"),
                fault("no scales", sum(vector(2).scales(new double[0])), "scales is 0"),
                fault("scales announced", sum(vector(2).scaleCount(-1)), "scales is 4294967295"),
                fault("many scales announced", sum(vector(2).scaleCount(1 << 28)), "scales"),
                fault("scales for none", sum(vector(4).scales(new double[] {1, 1}, 0, 0)), "1 scale"),
                fault("scale 0", sum(vector(2).scales(new double[] {1, 0}, 0, 0)), "scale must be"),
                fault("scale", sum(vector(2).scales(new double[] {1, NAN}, 0, 0)), "scale must be"),
                fault("offset", sum(vector(2).scales(new double[] {1, 1}, 0, 1 / 0.0)), "offset finite"),
                fault("threshold without flag", sum(vector(2).threshold(1)), "threshold is 1.0"),
                fault("threshold -0 without flag", sum(vector(2).threshold(-0.0)), "threshold is -0.0"),
                fault("NaN without flag", sum(vector(2).threshold(NAN)), "threshold is NaN"),
                fault("threshold of two outputs", sum(GraphFile.input(FLOATS, 1, 0, 1, 1, 2)), "single output"),
                fault(
                        "NaN as threshold",
                        one(GraphFile.input(FLOATS, 1, 0, 1, 1, 1).threshold(NAN)),
                        "NaN"),
                fault("infinite", one(GraphFile.input(FLOATS, 1, 0, 1, 1, 1).threshold(1 / 0.0)), "Infinity"),
                fault("one label", one(GraphFile.input(FLOATS, 1, 0, 1, 1, 1).label("a")), "2 classes"),
                fault("no layers", vector(2), "layers is 0"),
                fault("fewer layers", sum(vector(2)).layerCount(3), "are left"),
                fault("more layers", sum(vector(2)).layerCount(1), "left over"));
    }

    static Stream<Named<Fault>> texts() {
        byte[] cut = {(byte) 0xC3};
        return Stream.of(
                fault("twice", sum(vector(2)).text("k", "1").text("l", "").text("k", "2"), "key k appears twice"),
                fault("key no UTF-8", sum(vector(2)).text(cut, new byte[0]), "a key is not UTF-8"),
                fault("no UTF-8", sum(vector(2)).text(new byte[0], cut), "is not UTF-8"),
                fault("too long", sum(vector(2)).text("k", "x".repeat((1 << 20) + 1)), "longer than 1048576"),
                fault("fewer", sum(vector(2)).textCount(1), ""),
                fault("negative", sum(vector(2)).textCount(-1), "4294967295"));
    }

    static Stream<Named<Fault>> sources() {
        Bytes same = GraphFile.same(2);
        return Stream.of(
                fault("itself", sum(vector(2)).layer(4, same, 3), "Layer 2 takes value 3"),
                fault("a later one", vector(2).layer(14, add(2, 2), 0, 2).layer(4, same, 1), "Layer 0 takes value 2"),
                fault("2^31", sum(vector(2)).layer(4, same, 1 << 31), "2147483648"),
                fault("none", vector(2).layer(4, same, 0).layer(4, same).layer(14, add(2, 2), 1, 2), "gets 0"),
                fault("two for one", vector(2).layer(4, same, 0, 0), "Layer 0 takes 1 values, but gets 2"),
                fault("one for two", vector(2).layer(14, add(2, 2), 0), "Layer 0 takes 2 values, but gets 1"),
                fault("65535 announced", vector(2).layer(4, 0, 65535, same, 0), "are left"),
                fault("65535 there", vector(2).layer(4, same, new int[65535]), "gets 65535"),
                fault("reserved", vector(2).layer(4, 1, 1, same, 0), "reserved"),
                fault(
                        "the example is not taken",
                        vector(2).layer(4, 0, 0, same).layer(4, same, 1),
                        "No layer takes the example"),
                fault("not taken", sum(vector(2)).layer(4, same, 0), "No layer takes what layer 1 gives, value 2"),
                fault("another width", vector(2).layer(14, add(2, 3), 0, 0), "takes 3 FLOATS, but gets 2"),
                fault("another type", GraphFile.input(SIGNS, 1, 1, 2).layer(14, add(2, 2), 0, 0), "2 SIGNS"),
                fault("signs at the end", vector(2).layer(6, BnnFile.bytes().u32(2), 0), "floats, its scores"));
    }

    static Stream<Named<Fault>> combinations() {
        return Stream.of(
                fault("sum of one", vector(2).layer(14, add(1, 2), 0), "count of sources is 1"),
                fault("product of none", vector(2).layer(15, add(0, 2)), "count of sources is 0"),
                fault("sum of nothing", vector(2).layer(14, add(2, 0), 0, 0), "inputs is 0"),
                fault("join of one", vector(2).layer(16, join(FLOATS, 0, 1, 2), 0), "count of sources is 1"),
                fault("join of type 3", vector(2).layer(16, join(3, 0, 1, 2, 2), 0, 0), "value type with number 3"),
                fault("join of reserved", vector(2).layer(16, join(FLOATS, 1, 1, 2, 2), 0, 0), "reserved"),
                fault("join of no pixels", vector(2).layer(16, join(FLOATS, 0, 0, 2, 2), 0, 0), "pixels is 0"),
                fault("join of no features", vector(2).layer(16, join(FLOATS, 0, 1, 2, 0), 0, 0), "at least 1 value"),
                fault("join of -1", vector(2).layer(16, join(FLOATS, 0, 1, 2, -1), 0, 0), "at least 1 value"),
                fault("other pixels", vector(2).layer(16, join(FLOATS, 0, 2, 2, 2), 0, 0), "takes 4 FLOATS"),
                fault(
                        "join of 2^28",
                        vector(2).layer(16, join(FLOATS, 0, 1 << 14, 1 << 13, 1 << 13), 0, 0),
                        "less than 2^28"));
    }

    static Stream<Named<Fault>> floatLayers() {
        float nan = Float.NaN;
        return Stream.of(
                fault("type 21 before", vector(1).layer(21, features(1, 1).f32(nan, 0, 0), 0), "shift before"),
                fault("type 21 slope", vector(1).layer(21, features(1, 1).f32(0, nan, 0), 0), "slope"),
                fault("type 21 after", vector(1).layer(21, features(1, 1).f32(0, 0, nan), 0), "shift after"),
                fault("type 21 no features", vector(1).layer(21, features(0, 1), 0), "features is 0"),
                fault("type 21 no pixels", vector(1).layer(21, features(1, 0).f32(0, 0, 0), 0), "pixels is 0"),
                fault("type 21 2^28", vector(1).layer(21, features(1, 1 << 28).f32(0, 0, 0), 0), "2^28"),
                fault("type 22 one pixel", vector(1).layer(22, features(1, 1).f64(1, 0), 0), "pixels is 1"),
                fault("type 22 scale", vector(2).layer(22, features(1, 2).f64(NAN, 0), 0), "finite"),
                fault("type 22 offset", vector(2).layer(22, features(1, 2).f64(1, NAN), 0), "finite"),
                fault("type 22 2^28", vector(2).layer(22, features(1, 1 << 28).f64(1, 0), 0), "2^28"),
                fault(
                        "type 23 NaN",
                        compared(features(1, 1).f32(nan).u64(0)),
                        "threshold with index 0 must be a number, got NaN"),
                fault("type 23 bit for nothing", compared(features(1, 1).f32(0).u64(2)), ""),
                fault("type 23 2^28", compared(features(1, 1 << 28).f32(0).u64(0)), "2^28"),
                fault("type 24", vector(1).layer(24, features(1, 1), 0), "no layer type 24"));
    }

    /** Of one channel, 2 x 2 floats, with a window of 2 x 2. */
    static Stream<Named<Fault>> windows() {
        byte[] beside = BnnFile.bytes().u32(2, 1, 2, 1, 1, 3).toArray();
        return Stream.of(
                fault("type 17 groups 0", image().layer(17, filter(1, 1, 0).f32(new float[5]), 0), "groups is 0"),
                fault("type 17 groups", image().layer(17, filter(1, 1, 2).f32(0), 0), "multiples of the groups"),
                fault("type 17 outputs of groups", twoChannels(filter(2, 3, 2).f32(new float[15])), "multiples"),
                fault("type 17 weight", image().layer(17, filter(1, 1, 1).f32(0, 0, 0, 1 / 0f, 0), 0), "weight"),
                fault("type 17 bias", image().layer(17, filter(1, 1, 1).f32(0, 0, 0, 0, 1 / 0f), 0), "bias"),
                fault("type 17 weights", image().layer(17, filter(1, 1, 1).f32(0, 0, 0, 0), 0), "biases"),
                fault(
                        "type 17 of another image",
                        image().layer(17, filter(2, 1, 1).f32(new float[9]), 0),
                        "gets 4"),
                fault("type 18 weight", image().layer(18, window(1).f32(0, 0, 0, 1 / 0f, 0), 0), "weight"),
                fault("type 18 bias", image().layer(18, window(1).f32(0, 0, 0, 0, 1 / 0f), 0), "bias"),
                fault("type 18 left over", image().layer(18, window(1).f32(new float[6]), 0), "left over"),
                fault("type 19 no channels", image().layer(19, window(0), 0), "channels is 0"),
                fault(
                        "type 19 beside the image",
                        image().layer(19, BnnFile.bytes().u32(1).raw(TWO).raw(beside), 0),
                        "only padding"),
                fault(
                        "type 20 beside the image",
                        image().layer(20, BnnFile.bytes().u32(0, 1).raw(TWO).raw(beside), 0),
                        "only padding"),
                fault(
                        "type 20 flag",
                        image().layer(20, BnnFile.bytes().u32(2, 1).raw(TWO).raw(TWO), 0),
                        "padding counts is 2"),
                fault(
                        "type 20 reserved",
                        image().layer(20, BnnFile.bytes().u32(0x101, 1).raw(TWO).raw(TWO), 0),
                        "reserved"),
                fault(
                        "of an image of another shape",
                        image().layer(19, BnnFile.bytes().u32(4).raw(ONE).raw(ONE), 0),
                        "images of 4x1x1, but gets images of 1x2x2"));
    }

    /** Two inputs, one output, two taps. */
    private static final byte[] TWO = BnnFile.bytes().u32(2, 1, 2, 1, 0, 1).toArray();

    private static final byte[] ONE = BnnFile.bytes().u32(1, 1, 1, 1, 0, 1).toArray();

    private static GraphFile vector(int size) {
        return GraphFile.input(FLOATS, 1, 1, size);
    }

    private static GraphFile image() {
        return GraphFile.input(FLOATS, 1, 2, 2);
    }

    private static GraphFile twoChannels(Bytes convolution) {
        return GraphFile.input(FLOATS, 2, 2, 2).layer(17, convolution, 0);
    }

    /** The example and what a layer makes of it, added. */
    private static GraphFile sum(GraphFile file) {
        return file.layer(4, GraphFile.same(2), 0).layer(14, add(2, 2), 1, 0);
    }

    private static GraphFile one(GraphFile file) {
        return file.layer(4, GraphFile.same(1), 0);
    }

    private static GraphFile compared(Bytes thresholds) {
        return vector(1)
                .layer(23, thresholds, 0)
                .layer(8, BnnFile.bytes().u32(1).f32(1, -1), 1);
    }

    private static Bytes add(int sources, int inputs) {
        return BnnFile.bytes().u32(sources, inputs);
    }

    private static Bytes join(int type, int reserved, int pixels, int... features) {
        return BnnFile.bytes()
                .u8(type, 0, reserved, 0)
                .u32(pixels, features.length)
                .u32(features);
    }

    private static Bytes features(int features, int pixels) {
        return BnnFile.bytes().u32(features, pixels);
    }

    private static Bytes window(int channels) {
        return BnnFile.bytes().u32(channels).raw(TWO).raw(TWO);
    }

    private static Bytes filter(int channels, int outputs, int groups) {
        return BnnFile.bytes().u32(channels, outputs, groups).raw(TWO).raw(TWO);
    }

    private static PackedContent read(byte[] file) throws IOException {
        return PackedReader.read(new ByteArrayInputStream(file));
    }
}
